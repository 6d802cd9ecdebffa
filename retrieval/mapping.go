package retrieval

import (
	"io"
	"os"
	"runtime"
)

// mapFrom is the size from which a file is mapped rather than read. Mapping
// opens a large one in half the time, but whoever cuts a file short that is
// mapped ends the process, where one that was read could be restored: a file
// that is read in a few hundredths of a second is not worth that.
var mapFrom int64 = 64 << 20

// mapFor maps a large file for as long as an index is reachable, or returns nil
// where it is not large or the system cannot. What reads the index's arrays
// keeps it reachable until it is done.
func mapFor(ix *Index, file io.ReaderAt, size int64) []byte {
	f, ok := file.(*os.File)
	if !ok || size < mapFrom {
		return nil
	}
	mapped, err := mapFile(f, size)
	if err != nil {
		return nil // it is read instead, which says what is wrong, if anything
	}
	runtime.AddCleanup(ix, func(mapped []byte) { unmapFile(mapped) }, mapped)
	return mapped
}
