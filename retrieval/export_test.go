package retrieval

var MapFrom = &mapFrom
