package prompts

import "strings"

// A stripper takes what is not meant for the reader out of a stream of
// characters: reasoning between <think> and </think> and its like, and the
// control words of models. It holds back at most one tag.
type stripper struct {
	inside  bool
	channel bool // the name of a channel follows, after which a message begins
	name    strings.Builder
	tag     []rune
	out     func(rune)
	orphan  func() // called where reasoning ends that never began: it was all until here
}

const maxTag = 32 // characters

var tagEnds = map[rune]rune{'<': '>', '◁': '▷', '[': ']'}

// write takes the next character.
func (s *stripper) write(r rune) {
	if len(s.tag) == 0 {
		if tagEnds[r] != 0 {
			s.tag = append(s.tag, r)
			return
		}
		s.emit(r)
		return
	}
	if tagEnds[r] != 0 || r == '\n' || len(s.tag) >= maxTag {
		s.release()
		s.write(r)
		return
	}
	s.tag = append(s.tag, r)
	if r == tagEnds[s.tag[0]] && !s.act(string(s.tag)) {
		s.release()
		return
	}
	if r == tagEnds[s.tag[0]] {
		s.tag = s.tag[:0]
	}
}

// release gives up on what was held back: it is no tag.
func (s *stripper) release() {
	held := s.tag
	s.tag = nil
	for _, r := range held {
		s.emit(r)
	}
}

func (s *stripper) emit(r rune) {
	switch {
	case s.channel && s.name.Len() < maxTag:
		s.name.WriteRune(r)
	case !s.inside:
		s.out(r)
	}
}

// reasons are the names of tags around what a model only thinks.
var reasons = map[string]bool{
	"think": true, "thinking": true, "thought": true, "thoughts": true, "reasoning": true, "reason": true, "reflection": true,
	"scratchpad": true, "analysis": true, "seed:think": true, "inner_monologue": true, "思考": true,
}

// act does what a tag says, and reports whether it is one that says something.
func (s *stripper) act(tag string) bool {
	name := strings.ToLower(strings.TrimFunc(tag, func(r rune) bool { return strings.ContainsRune("<>◁▷[] ", r) }))
	if control, ok := strings.CutPrefix(name, "|"); ok && tag[0] == '<' {
		s.control(strings.TrimSuffix(control, "|"))
		return true
	}
	name, closes := strings.CutPrefix(name, "/")
	if !reasons[name] {
		return false
	}
	switch {
	case !s.inside && !closes:
		s.out('\n')
	case !s.inside && s.orphan != nil:
		s.orphan()
	}
	s.inside = !closes
	return true
}

// control follows a control word: a message that goes to another channel than the
// final one is reasoning.
func (s *stripper) control(word string) {
	switch word {
	case "channel":
		s.out('\n')
		s.inside, s.channel = true, true
		s.name.Reset()
	case "message":
		name := strings.TrimSpace(s.name.String())
		s.inside, s.channel = s.channel && name != "" && !strings.HasPrefix(name, "final"), false
	case "start":
		s.out('\n')
		s.inside = true
	case "end", "return", "call":
		s.inside, s.channel = false, false
		s.out('\n')
	}
}

// close releases what is held back at the end.
func (s *stripper) close() { s.release() }
