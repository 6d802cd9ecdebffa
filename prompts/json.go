package prompts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A jsonText collects the lines of a JSON value in a reply.
type jsonText struct {
	raw    []string
	open   []byte // the brackets that are open, by what closes them
	quoted bool   // inside a string
	escape bool   // behind a backslash in it
}

var jsonStart = regexp.MustCompile(`\{\s*"|\[\s*\{|^\s*[\[{]\s*$|^\s*\[\s*"|\{\s*$`)

// write takes the next line. It returns what stands before a value that begins in
// it, or all of the line where none does, and whether a value was or is being read.
func (j *jsonText) write(line string) (before string, taken bool) {
	if len(j.raw) == 0 {
		at := jsonStart.FindStringIndex(line)
		if at == nil {
			return line, false
		}
		before, line = line[:at[0]], line[at[0]:]
	}
	j.raw = append(j.raw, line)
	j.scan(line)
	return before, true
}

// scan follows brackets and strings.
func (j *jsonText) scan(line string) {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case j.escape:
			j.escape = false
		case j.quoted:
			j.escape, j.quoted = c == '\\', c != '"'
		case c == '"':
			j.quoted = true
		case c == '{':
			j.open = append(j.open, '}')
		case c == '[':
			j.open = append(j.open, ']')
		case (c == '}' || c == ']') && len(j.open) > 0:
			j.open = j.open[:len(j.open)-1]
		}
	}
	j.escape = false
}

// lines returns what the value says once it is whole; where it cannot be read,
// what it was read from.
func (j *jsonText) lines() (lines []Line, raw []string) {
	if len(j.raw) == 0 || len(j.open) > 0 {
		return nil, nil
	}
	lines, ok := jsonLines(strings.Join(j.raw, "\n"))
	if !ok {
		raw = j.raw
	}
	*j = jsonText{}
	return lines, raw
}

// left returns what the value says that was begun and not ended: up to the last
// object that is whole.
func (j *jsonText) left() (lines []Line, raw []string) {
	text := strings.Join(j.raw, "\n")
	if end := strings.LastIndexByte(text, '}'); end > 0 {
		part := jsonText{}
		part.scan(text[:end+1])
		slices.Reverse(part.open)
		lines, ok := jsonLines(text[:end+1] + string(part.open))
		if ok && !part.quoted {
			*j = jsonText{}
			return lines, nil
		}
	}
	raw = j.raw
	*j = jsonText{}
	return nil, raw
}

var trailingComma = regexp.MustCompile(`,(\s*[\]}])`)

// jsonLines reads a value and what follows it on its last line.
func jsonLines(text string) ([]Line, bool) {
	var value any
	for _, candidate := range []string{text, trailingComma.ReplaceAllString(text, "$1")} {
		d := json.NewDecoder(strings.NewReader(candidate))
		d.UseNumber()
		if d.Decode(&value) == nil {
			w := jsonWalk{}
			w.value(value, "", 0)
			return w.out, len(w.out) > 0
		}
	}
	return nil, false
}

// A jsonWalk turns a value of any shape into lines.
type jsonWalk struct{ out []Line }

const maxDepth = 12

var (
	jsonTexts = []string{"text", "sentence", "say", "claim", "statement", "content", "answer", "句子", "文本", "内容", "回答", "答案"}
	jsonIDs   = []string{"citations", "citation", "ids", "id", "refs", "references", "reference", "sources", "sentences", "evidence", "markers", "cites", "引用", "来源", "编号"}
	jsonKinds = map[string]LineKind{
		"answerable": Answerable, "can_answer": Answerable, "可回答": Answerable,
		"missing": Missing, "gaps": Missing, "缺少": Missing,
		"verdict": Verdict, "结论": Verdict,
		"quote": Quote, "quotes": Quote, "quotations": Quote, "引文": Quote,
	}
)

// value reads a value that stands under a key of the kind.
func (w *jsonWalk) value(v any, kind LineKind, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case string:
		w.text(v, kind, nil)
	case bool:
		if kind == Answerable {
			w.text(map[bool]string{true: "yes", false: "no"}[v], kind, nil)
		}
	case []any:
		for _, item := range v {
			w.value(item, kind, depth+1)
		}
	case map[string]any:
		w.object(v, kind, depth)
	}
}

// object reads an object: one that holds a text and IDs is a sentence or a
// quotation, and any other is gone through.
func (w *jsonWalk) object(o map[string]any, kind LineKind, depth int) {
	lower := make(map[string]any, len(o))
	for key, v := range o {
		lower[strings.ToLower(key)] = v
	}
	done := make(map[string]bool)
	for _, key := range slices.Sorted(maps.Keys(jsonKinds)) {
		if v, ok := lower[key]; ok && !(jsonKinds[key] == Quote && kind == Quote) {
			w.value(v, jsonKinds[key], depth+1)
			done[key] = true
		}
	}
	text, from := "", ""
	for _, key := range append([]string{"quote"}, jsonTexts...) {
		if s, ok := lower[key].(string); ok && !done[key] {
			text, from = s, key
			break
		}
	}
	if text != "" {
		done[from] = true
		var ids []ID
		for _, key := range jsonIDs {
			if v, ok := lower[key]; ok && key != from && !done[key] {
				if found := idsOf(v, 0); len(found) > 0 {
					ids, done[key] = addIDs(ids, found...), true
				}
			}
		}
		if found := pairOf(lower); len(ids) == 0 && found.Source > 0 {
			ids = []ID{found}
		}
		w.text(text, kind, ids)
	}
	for _, key := range slices.Sorted(maps.Keys(lower)) {
		if _, isText := lower[key].(string); !done[key] && !isText {
			w.value(lower[key], kind, depth+1)
		}
	}
}

// text adds the lines of a text.
func (w *jsonWalk) text(text string, kind LineKind, ids []ID) {
	r := NewReader()
	for line := range strings.Lines(text) {
		line = clean(line)
		switch {
		case line == "":
		case kind == "" && len(ids) == 0:
			r.read(line)
		case kind == "":
			r.say(line, ids, true)
		default:
			r.keyed(keyed{kind: kind, rest: line, ids: ids})
		}
	}
	r.release()
	if r.refusal != "" {
		r.refuse()
	}
	if len(w.out) < maxLines {
		w.out = append(w.out, r.out...)
	}
}

// idsOf reads IDs in any shape: "1.2", 1.2, [1, 2], {"source": 1, "sentence": 2}.
func idsOf(v any, depth int) []ID {
	var out []ID
	switch v := v.(type) {
	case string:
		if read := readIDs(strings.Trim(v, " "+openers+closers)); read.ok {
			return read.ids
		}
		for _, m := range findAnyMarkers(v) {
			out = addIDs(out, m.ids...)
		}
	case json.Number:
		return readIDs(v.String()).ids
	case map[string]any:
		lower := make(map[string]any, len(v))
		for key, x := range v {
			lower[strings.ToLower(key)] = x
		}
		if id := pairOf(lower); id.Source > 0 {
			return []ID{id}
		}
		for _, key := range jsonIDs {
			if x, ok := lower[key]; ok && depth < maxDepth {
				out = addIDs(out, idsOf(x, depth+1)...)
			}
		}
	case []any:
		if len(v) == 2 && depth > 0 {
			if id := pairOf(map[string]any{"source": v[0], "sentence": v[1]}); id.Source > 0 {
				return []ID{id}
			}
		}
		for _, x := range v {
			if depth < maxDepth {
				out = addIDs(out, idsOf(x, depth+1)...)
			}
		}
	}
	return out
}

// pairOf reads a source and a sentence that stand beside one another.
func pairOf(o map[string]any) ID {
	number := func(keys ...string) int {
		for _, key := range keys {
			switch v := o[key].(type) {
			case json.Number, string:
				var n int
				if _, err := fmt.Sscanf(fmt.Sprint(v), "%d", &n); err == nil && n > 0 && n <= maxNumber && !strings.Contains(fmt.Sprint(v), ".") {
					return n
				}
			}
		}
		return 0
	}
	id := ID{number("source", "source_id", "document", "来源"), number("sentence", "sentence_id", "line", "句")}
	if id.Sentence == 0 {
		return ID{}
	}
	return id
}

// unquoteJSON returns the text of a JSON string.
func unquoteJSON(s string) string {
	var out string
	if err := json.Unmarshal([]byte(s), &out); err != nil {
		return string(bytes.Trim([]byte(s), `"`))
	}
	return out
}
