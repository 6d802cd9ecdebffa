package openai

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
)

// read reads a stream as the library does, and returns its lines.
func read(body io.Reader) ([]string, error) {
	ctx, life, stop := watch(context.Background(), time.Minute, time.Minute)
	defer stop()
	s := New(Config{Key: key})
	r := bufio.NewReader(newStream(io.NopCloser(body), &s.server, life))
	var lines []string
	for {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			return lines, ctx.Err()
		}
		if err != nil {
			return lines, err
		}
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
}

// words are the lines of a stream that says A and B.
var words = []string{
	`data: {"choices":[{"index":0,"delta":{"content":"A"}}]}`,
	`data: {"choices":[{"index":0,"delta":{"content":"二"}}]}`,
	`data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}`,
	`data: [DONE]`,
}

func TestEveryWayToWriteAStreamIsUnderstood(t *testing.T) {
	const a, b, end = `{"choices":[{"delta":{"content":"A"}}]}`, `{"choices":[{"delta":{"content":"二"},"finish_reason":null}]}`, `{"choices":[{"delta":{},"finish_reason":"stop"}]}`
	frames := []string{a, b, end, "[DONE]"}
	each := func(before, after string) string { return before + strings.Join(frames, after+before) + after }
	for name, text := range map[string]string{
		"plain":                   each("data: ", "\n\n"),
		"without a space":         each("data:", "\n\n"),
		"carriage returns":        each("data: ", "\r\n\r\n"),
		"carriage returns only":   each("data: ", "\r\r"),
		"no empty lines":          each("data: ", "\n"),
		"a byte order mark":       "\xEF\xBB\xBF" + each("data: ", "\n\n"),
		"empty lines first":       "\n\r\n\n" + each("data: ", "\n\n"),
		"comments and keep-alive": each(": OPENROUTER PROCESSING\n\n:\ndata: ", "\n\n"),
		"other fields":            each("event: message\nid: 7\nretry: 10\ndata: ", "\nfoo\n\n"),
		"data in several lines":   strings.ReplaceAll(each("data: ", "\n\n"), `[{`, "[\ndata: {"),
		"empty data":              each("data:\n\ndata: \n\ndata: ", "\n\n"),
		"no end of the last line": strings.TrimSpace(each("data: ", "\n\n")),
		"more after the end":      each("data: ", "\n\n") + "data: {\"error\":\"x\"}\n\n",
		"spaces around":           each("data:   ", "  \n\n"),
		"pings":                   each("event: ping\ndata: {\"type\": \"ping\"}\n\ndata: ", "\n\n"),
		"empty errors":            strings.ReplaceAll(each("data: ", "\n\n"), `{"choices"`, `{"error": null, "choices"`),
		"fields of other types":   strings.ReplaceAll(each("data: ", "\n\n"), `{"choices"`, `{"id":1,"object":[],"created":"now","model":null,"usage":"none","choices"`),
		"parts of content":        strings.ReplaceAll(each("data: ", "\n\n"), `"A"`, `[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"A"}]`),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(strings.NewReader(text))
			if err != nil || !slices.Equal(got, words) {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

// written is a stream as a server may write it.
func written() string {
	return "\xEF\xBB\xBF: hello\n\nevent: message\r\n" + openaitest.Chunk("The tax ") + ": \n" +
		strings.ReplaceAll(openaitest.Chunk("是三成。\n\"data: [DONE]\""), "\n", "\r\n") + strings.ReplaceAll(openaitest.Finish("stop"), `,"`, ",\ndata: \"") +
		openaitest.Used(3, 4) + openaitest.Done
}

func TestAStreamThatIsCutAtAnyByteNeverPassesForAWholeOne(t *testing.T) {
	stream := openaitest.Text("Due in June. 六月。").Stream()
	whole, _ := pieces(t, stream)
	for n := range len(stream) {
		got, err := pieces(t, stream[:n])
		complete := strings.Join(got, "") == strings.Join(whole, "") && strings.Contains(stream[:n], `"stop"}]}`)
		if (err == nil) != complete {
			t.Fatalf("cut at byte %d of %d: %q, %v", n, len(stream), got, err)
		}
		if !slices.Equal(got, whole[:len(got)]) {
			t.Fatalf("cut at byte %d: %q", n, got)
		}
	}
}

// pieces are those of a stream through the library, without a server.
func pieces(t testing.TB, stream string) ([]string, error) {
	c := New(Config{BaseURL: "http://scripted/v1", Key: key, Model: "scripted"})
	c.http.Transport = playing(stream)
	c.pause = func(context.Context, time.Duration) error { return errSilent }
	var out []string
	_, err := c.Reply(t.Context(), prompt, func(p string) error {
		out = append(out, p)
		return nil
	})
	return out, err
}

func FuzzAStreamInPiecesSaysTheSame(f *testing.F) {
	f.Add(written(), uint8(1))
	f.Add(openaitest.Text("六月缴税 in June").Stream(), uint8(3))
	f.Add("data: [\ndata: 1]\ndata:{}\n\nerror: x\n", uint8(2))
	f.Add("{\"choices\":[{\"message\":{\"content\":\"A\"},\"finish_reason\":\"stop\"}]}", uint8(5))
	f.Add("data: \"a\"\rdata: b\r\n\revent: error\ndata", uint8(7))
	f.Fuzz(func(t *testing.T, stream string, size uint8) {
		whole, wantErr := read(strings.NewReader(stream))
		for _, r := range []io.Reader{iotest.OneByteReader(strings.NewReader(stream)), &chopped{stream, int(size)}, iotest.DataErrReader(strings.NewReader(stream))} {
			got, err := read(r)
			if !slices.Equal(got, whole) || (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
				t.Fatalf("in pieces %q, %v; at once %q, %v", got, err, whole, wantErr)
			}
		}
		said, err := pieces(t, stream)
		if err != nil && !errors.Is(err, bot.ErrModelCutOff) && !errors.Is(err, bot.ErrModelRefused) && !errors.Is(err, bot.ErrModelFailed) && !errors.Is(err, bot.ErrModelBusy) && !errors.Is(err, bot.ErrModelUnreachable) {
			t.Fatalf("%q: an error of no kind: %v", said, err)
		}
		if err == nil && !strings.Contains(stream, "finish_reason") && !strings.Contains(strings.ToLower(stream), "finish_reason") && !strings.Contains(stream, `\u`) {
			t.Fatalf("%q passes without a reason of its end", said)
		}
	})
}

// chopped reads a text in pieces of a size.
type chopped struct {
	text string
	size int
}

func (c *chopped) Read(p []byte) (int, error) {
	if c.text == "" {
		return 0, io.EOF
	}
	n := copy(p, c.text[:min(len(c.text), c.size%17+1)])
	c.text = c.text[n:]
	return n, nil
}

func FuzzAStreamThatIsCutNeverPassesForAWholeOne(f *testing.F) {
	f.Add("The tax is due. 缴税。", uint16(100))
	f.Add("data: [DONE]\n\n\"}]}", uint16(300))
	f.Fuzz(func(t *testing.T, text string, cut uint16) {
		stream := openaitest.Text(text).Stream()
		whole, err := pieces(t, stream)
		if err != nil {
			t.Fatalf("%q: %v", stream, err)
		}
		n := int(cut) % len(stream)
		got, err := pieces(t, stream[:n])
		if err == nil && strings.Join(got, "") != strings.Join(whole, "") {
			t.Fatalf("cut at byte %d of %q: %q passes", n, stream, got)
		}
	})
}
