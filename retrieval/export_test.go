package retrieval

var UnmapAfter = &unmapAfter
