package pdf

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"footnote/corpus"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// instances is how many files are read at a time. Each holds its file and
	// what it unpacks in memory of its own.
	instances = 2
	// memoryPages bounds that memory, in pages of 64 KiB: 256 MiB, four times
	// the largest file that is read.
	memoryPages = 4096
)

// An engine holds PDFium, compiled when the first file needs it: a corpus
// without PDF files costs nothing.
type engine struct {
	cacheDir string
	mu       sync.Mutex
	pool     pdfium.Pool
	slots    chan struct{}
}

func newEngine(cacheDir string) *engine {
	return &engine{cacheDir: cacheDir, slots: make(chan struct{}, instances)}
}

// start returns the compiled library. What failed is tried again next time.
func (e *engine) start() (pdfium.Pool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.pool != nil {
		return e.pool, nil
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if cache := openCache(e.cacheDir); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), 2),
		MaxTotal:      instances,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no file of the machine is within its reach
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("starting the PDF library: %w", err)
	}
	e.pool = pool
	return pool, nil
}

// openCache opens a folder for compiled code, or returns nil: without one the
// library is compiled anew by each process, which takes about two seconds.
func openCache(dir string) wazero.CompilationCache {
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// errTooLong says that reading a file took longer than it may.
var errTooLong = errors.New("takes too long to read")

// use runs do with a fresh instance of the library, so that a file which
// breaks it breaks no other. Its time begins when it has its turn.
func (e *engine) use(limit time.Duration, do func(*library) error) (err error) {
	e.slots <- struct{}{}
	defer func() { <-e.slots }()
	pool, err := e.start()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	defer func() {
		if ctx.Err() != nil {
			err = errTooLong
		}
	}()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("starting an instance of the PDF library: %w", err)
	}
	defer instance.Close()
	defer func() {
		if r := recover(); r != nil {
			var failed failure
			if e, ok := r.(error); !ok || !errors.As(e, &failed) {
				err = fmt.Errorf("the PDF library failed: %v", r)
				return
			}
			err = failed
		}
	}()
	return do(newLibrary(ctx, instance))
}

// A failure is a call that the library did not survive.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// Error leaves out the trace of the library's own functions, which have no
// names.
func (f failure) Error() string {
	what, _, _ := strings.Cut(f.error.Error(), "\n")
	return what
}

// A library is one instance of PDFium, called by the names of its C interface.
// The generated Go interface allocates memory within the instance several
// times a call, which makes reading a page four times slower.
type library struct {
	ctx       context.Context
	instance  reflect.Value
	memory    memory
	functions map[string]function
	stack     [12]uint64
	dead      bool   // a call failed; nothing is called any more
	scratch   uint32 // scratchBytes that results are written to
}

const scratchBytes = 4096

type function interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type memory interface {
	Read(offset, count uint32) ([]byte, bool)
	Write(offset uint32, data []byte) bool
}

func newLibrary(ctx context.Context, instance pdfium.Pdfium) *library {
	v := reflect.ValueOf(instance.GetImplementation())
	module := v.Elem().FieldByName("Module")
	l := &library{
		ctx:       ctx,
		instance:  v,
		memory:    module.MethodByName("Memory").Call(nil)[0].Interface().(memory),
		functions: make(map[string]function),
	}
	l.scratch = uint32(l.call("malloc", scratchBytes))
	return l
}

// call calls a function of the library with integers or pointers and returns
// its raw result. A trap, a full memory or the end of the time ends the reading
// of the file: it panics with a failure, which use recovers.
func (l *library) call(name string, args ...uint64) uint64 {
	return l.do(l.ctx, name, args)
}

// quick is call for what cannot take long. Watching the time of a call costs a
// goroutine, ten times what it takes to ask for a glyph.
func (l *library) quick(name string, args ...uint64) uint64 {
	return l.do(context.Background(), name, args)
}

func (l *library) do(ctx context.Context, name string, args []uint64) uint64 {
	if l.dead { // what is deferred has nothing left to close
		return 0
	}
	f := l.functions[name]
	if f == nil {
		f = l.instance.MethodByName("Fn").Call([]reflect.Value{reflect.ValueOf(name)})[0].Interface().(function)
		l.functions[name] = f
	}
	copy(l.stack[:], args)
	if err := f.CallWithStack(ctx, l.stack[:]); err != nil {
		l.dead = true
		panic(failure{err})
	}
	return l.stack[0]
}

func (l *library) int(name string, args ...uint64) int {
	return int(int32(l.quick(name, args...)))
}

func (l *library) double(name string, args ...uint64) float64 {
	return math.Float64frombits(l.quick(name, args...))
}

// out is the address of the i-th group of eight bytes of the scratch memory.
func (l *library) out(i uint32) uint64 { return uint64(l.scratch + 8*i) }

// bytes returns the first n bytes of the scratch memory, until the next call.
func (l *library) bytes(n uint32) []byte {
	data, ok := l.memory.Read(l.scratch, n)
	if !ok {
		panic(failure{errors.New("the memory of the PDF library cannot be read")})
	}
	return data
}

// floats reads n numbers of 32 bits from the scratch memory.
func (l *library) floats(n int) [6]float64 {
	var out [6]float64
	data := l.bytes(uint32(4 * n))
	for i := range n {
		out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:])))
	}
	return out
}

// put copies data into memory of the instance and returns its address.
func (l *library) put(data []byte) (uint64, error) {
	p := l.call("malloc", uint64(max(len(data), 1)))
	if p == 0 || !l.memory.Write(uint32(p), data) {
		return 0, corpus.ErrTooMuch.Errorf("is too large for the memory of the PDF library; split it")
	}
	return p, nil
}

// text returns the UTF-16 text that a function writes to a buffer, given as
// its last two arguments, whose length in bytes it returns.
func (l *library) text(name string, args ...uint64) string {
	n := l.call(name, append(args, uint64(l.scratch), scratchBytes)...)
	if n < 2 || n > scratchBytes {
		return ""
	}
	data := l.bytes(uint32(n) - 2)
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}
