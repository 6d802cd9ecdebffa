package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"footnote/corpus"
)

const (
	minSpeed    = 32 << 10 // bytes a second, after a first while
	maxPatience = 10       // times that while, in all
)

// errEndless says that more was sent than was announced or allowed.
var errEndless = errors.New("is larger than")

var errSlow = corpus.ErrSlow.Errorf("sends too slowly; refresh again later, or put a copy of it into the corpus folder")

// patience ends a request that takes too long: it has a while for the answer to
// begin and to get under way, and then as long as its bytes take at the least
// speed. It is timed from outside, for a read may never return.
type patience struct {
	timer  *time.Timer
	cancel context.CancelCauseFunc
	while  time.Duration
	begun  time.Time
	read   int64
}

func wait(ctx context.Context, while time.Duration) (context.Context, *patience) {
	ctx, cancel := context.WithCancelCause(ctx)
	p := &patience{cancel: cancel, while: while, begun: time.Now()}
	p.timer = time.AfterFunc(while, func() { cancel(errSlow) })
	return ctx, p
}

func (p *patience) end() {
	p.timer.Stop()
	p.cancel(context.Canceled)
}

// got grants the time that n more bytes are worth.
func (p *patience) got(n int) {
	p.read += int64(n)
	whole := 2*p.while + time.Duration(p.read)*time.Second/minSpeed
	left := min(whole, maxPatience*p.while) - time.Since(p.begun)
	if p.timer.Stop() {
		p.timer.Reset(max(left, 0))
	}
}

// patientReader reads a body while there is patience.
type patientReader struct {
	io.Reader
	patience *patience
}

func (r patientReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	r.patience.got(n)
	return n, err
}

// readBody reads what was sent, unpacked, up to the limit.
func readBody(response *http.Response, p *patience, r request) ([]byte, error) {
	if packed := response.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		return nil, corpus.ErrDamaged.Errorf("is packed as %q though that was not asked for; put a copy of it into the corpus folder", packed)
	}
	if !r.robots && response.ContentLength > r.limit {
		return nil, tooLarge(r.limit)
	}
	p.got(0)
	data, err := io.ReadAll(patientReader{io.LimitReader(response.Body, r.limit+1), p})
	switch {
	case int64(len(data)) > r.limit && r.robots:
		return data[:r.limit], nil
	case int64(len(data)) > r.limit:
		return nil, corpus.ErrTooLarge.Errorf("%w %s; raise MAX_DOCUMENT_BYTES, or remove it", errEndless, corpus.Size(r.limit))
	case err == nil:
		return data, nil
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return nil, corpus.ErrDamaged.Errorf("is packed in a way that cannot be read; put a copy of it into the corpus folder")
	case !p.timer.Stop():
		return nil, errSlow
	}
	return nil, &temporary{corpus.ErrUnreachable.Errorf("broke off after %d bytes: %w; refresh again later", len(data), err), 0}
}

func tooLarge(limit int64) error {
	return corpus.ErrTooLarge.Errorf("is larger than %s; raise MAX_DOCUMENT_BYTES, or remove it", corpus.Size(limit))
}

// unpack reads a list that is a gzip file, as sitemaps may be.
func unpack(data []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("\x1F\x8B")) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, corpus.ErrDamaged.Errorf("is a gzip file that cannot be read; state another address")
	}
	data, err = io.ReadAll(io.LimitReader(z, limit+1))
	if err != nil {
		return nil, corpus.ErrDamaged.Errorf("is a gzip file that is damaged; refresh again later")
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(limit)
	}
	return data, nil
}
