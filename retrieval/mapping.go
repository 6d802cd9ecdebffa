package retrieval

import (
	"io"
	"os"
	"runtime"
	"time"
)

// unmapAfter is how long the file of an index that nobody holds stays mapped.
// The last search may still run when the collector finds the index unused, as
// it needs only the arrays by then; none takes nearly as long.
var unmapAfter = time.Hour

// mapFor maps a file for as long as an index may use it, or returns nil where
// the system cannot.
func mapFor(ix *Index, file io.ReaderAt, size int64) []byte {
	f, ok := file.(*os.File)
	if !ok {
		return nil
	}
	mapped, err := mapFile(f, size)
	if err != nil {
		return nil // it is read instead, which says what is wrong, if anything
	}
	after := unmapAfter
	runtime.AddCleanup(ix, func(mapped []byte) {
		time.AfterFunc(after, func() { unmapFile(mapped) })
	}, mapped)
	return mapped
}
