package bot

import (
	"fmt"
	"strings"

	"footnote/corpus"
)

// A standing is what a reader must know of a quoted document that is not simply
// in force.
type standing struct {
	marks     string // of its citations: "[1][3]"
	document  *corpus.Document
	status    corpus.Status    // today or, where nothing has changed by then, on the day that was asked about
	then      corpus.Date      // the day that was asked about, where it was in force then and is not today; else zero
	successor *corpus.Document // of one that is over, or that is going to be
	current   *corpus.Document // what replaced the successor in turn, the last of them; else nil
}

// standings returns a note for each document that needs one, in the order of
// their first citations.
func (a *Answer) standings(q asked) []string {
	var order []*corpus.Document
	by := make(map[*corpus.Document]*standing)
	for _, c := range a.Citations {
		d := c.Document()
		if c.earlier {
			continue // the table says which version it is
		}
		if by[d] == nil {
			order = append(order, d)
			by[d] = q.standingOf(c)
		}
		by[d].marks += fmt.Sprintf("[%d]", c.N())
	}
	var notes []string
	for _, d := range order {
		if note := phrases[q.language].standing(*by[d]); note != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

func (q asked) standingOf(c Citation) *standing {
	s := &standing{document: c.Document(), status: c.Status()}
	if c.Today() != "" {
		s.status = c.Today()
	}
	if over(s.status) {
		switch c.Status() {
		case corpus.StatusInForce, corpus.StatusTrial, corpus.StatusAmended:
			s.then = c.day
		}
		s.successor = q.library.Corpus().Successor(s.document, q.today)
		s.current = q.lastSuccessor(s.successor)
	}
	if next := q.library.Corpus().Successor(s.document, corpus.Date{}); s.successor == nil && next != nil && q.library.Corpus().Awaited(next, q.today) {
		s.successor = next
	}
	return s
}

// lastSuccessor follows what replaced a document to what nothing has replaced,
// or returns nil where nothing has.
func (q asked) lastSuccessor(d *corpus.Document) *corpus.Document {
	var last *corpus.Document
	for range len(q.library.Corpus().Documents) { // two may name each other
		if d == nil {
			break
		}
		if d = q.library.Corpus().Successor(d, q.today); d != nil {
			last = d
		}
	}
	return last
}

// standing says it in one note, or is empty where there is nothing to say.
func (p phrasing) standing(s standing) string {
	var parts []string
	if text := p.status(s); text != "" {
		parts = append(parts, text)
	}
	if !s.document.Withdrawn.IsZero() {
		parts = append(parts, p.withdrawn(s))
	}
	if len(parts) == 0 {
		return ""
	}
	return s.marks + p.space + strings.Join(parts, p.then(s)) + p.stop
}

// An agreement is what English says of one citation or of several.
type agreement struct{ is, was, has, takes, it, them, its string }

func (s standing) agreement() agreement {
	if strings.Count(s.marks, "[") > 1 {
		return agreement{"are", "were", "have", "take", "they", "them", "their"}
	}
	return agreement{"is", "was", "has", "takes", "it", "it", "its"}
}

func englishStatus(s standing) string {
	d, n, was := s.document, s.agreement(), ""
	if !s.then.IsZero() {
		was = n.was + " in force " + onDay(s.then) + "; today " + n.it + " "
	}
	switch s.status {
	case corpus.StatusSuperseded:
		if s.successor == nil {
			return was + n.is + " superseded; what replaced " + n.them + " is not in this library"
		}
		return was + n.is + " superseded by " + englishSuccessors(s)
	case corpus.StatusRepealed:
		text := was + n.is + " repealed"
		if !d.EffectiveTo.IsZero() {
			text += "; " + n.it + " applied until " + d.EffectiveTo.String()
		}
		if s.successor != nil {
			text += "; " + n.it + " " + n.was + " replaced by " + englishSuccessors(s)
		}
		return text
	case corpus.StatusExpired:
		return joinNonEmpty(was+n.has+" expired", "; "+n.it+" applied until ", d.EffectiveTo.String())
	case corpus.StatusNotYet:
		return joinNonEmpty(n.is+" not yet in force", ": "+n.it+" "+n.takes+" effect on ", d.EffectiveFrom.String())
	case corpus.StatusDraft:
		if n.is == "are" {
			return "are of a draft and not in force"
		}
		return "is a draft and not in force"
	}
	var parts []string
	if s.status == corpus.StatusTrial {
		parts = append(parts, joinNonEmpty(n.is+" in force on trial", " until ", d.EffectiveTo.String()))
	}
	if next := s.successor; next != nil {
		parts = append(parts, "will be superseded on "+next.EffectiveFrom.String()+" by "+englishName(next))
	}
	return strings.Join(parts, "; "+n.it+" ")
}

func englishWithdrawn(s standing) string {
	n := s.agreement()
	return n.has + " been gone from " + n.its + " source since " + s.document.Withdrawn.String() + ", which does not mean that " + n.it + " " + n.is + " repealed"
}

func englishSuccessors(s standing) string {
	text := englishText(s.successor)
	if s.current != nil {
		text += ", which is superseded in turn; the latest is " + englishText(s.current)
	}
	return text
}

func englishName(d *corpus.Document) string {
	if d.Number == "" {
		return "“" + titleOf(d) + "”"
	}
	return "“" + titleOf(d) + "” (" + d.Number + ")"
}

// englishText names a document and says when it took effect.
func englishText(d *corpus.Document) string {
	text := englishName(d)
	if !d.EffectiveFrom.IsZero() {
		return text + ", in effect since " + d.EffectiveFrom.String()
	}
	return joinNonEmpty(text, ", published ", d.Published.String())
}

func onDay(d corpus.Date) string {
	if d.Day > 0 {
		return "on " + d.String()
	}
	return "in " + d.String()
}

func chineseStatus(s standing) string {
	d, was := s.document, ""
	if !s.then.IsZero() {
		was = "在" + chineseDate(s.then) + "有效，现"
	}
	switch s.status {
	case corpus.StatusSuperseded:
		if s.successor == nil {
			return was + "已被取代，取代它的文件不在本资料库中"
		}
		return was + "已被" + chineseSuccessors(s)
	case corpus.StatusRepealed:
		text := joinNonEmpty(was+"已废止", "，有效期至", d.EffectiveTo.String())
		if s.successor != nil {
			text += "，被" + chineseSuccessors(s)
		}
		return text
	case corpus.StatusExpired:
		return joinNonEmpty(was+"已失效", "，有效期至", d.EffectiveTo.String())
	case corpus.StatusNotYet:
		if d.EffectiveFrom.IsZero() {
			return "尚未施行"
		}
		return "尚未施行，自" + d.EffectiveFrom.String() + "起施行"
	case corpus.StatusDraft:
		return "是草案，不具有效力"
	}
	var parts []string
	if s.status == corpus.StatusTrial {
		parts = append(parts, joinNonEmpty("为试行文件", "，有效期至", d.EffectiveTo.String()))
	}
	if next := s.successor; next != nil {
		parts = append(parts, "将自"+next.EffectiveFrom.String()+"起被"+chineseName(next)+"取代")
	}
	return strings.Join(parts, "，")
}

func chineseSuccessors(s standing) string {
	text := chineseText(s.successor, "取代")
	if s.current != nil {
		text += "；后者也已被取代，最新的是" + chineseText(s.current, "")
	}
	return text
}

func chineseName(d *corpus.Document) string {
	if d.Number == "" {
		return "《" + titleOf(d) + "》"
	}
	return "《" + titleOf(d) + "》（" + d.Number + "）"
}

func chineseText(d *corpus.Document, verb string) string {
	text := chineseName(d) + verb
	if !d.EffectiveFrom.IsZero() {
		return text + "，该文件自" + d.EffectiveFrom.String() + "起施行"
	}
	return joinNonEmpty(text, "，该文件发布于", d.Published.String())
}

func chineseDate(d corpus.Date) string {
	text := fmt.Sprintf("%d年", d.Year)
	if d.Month > 0 {
		text += fmt.Sprintf("%d月", d.Month)
	}
	if d.Day > 0 {
		text += fmt.Sprintf("%d日", d.Day)
	}
	return text
}

// titleOf names a document; one without a title has its ID.
func titleOf(d *corpus.Document) string {
	if d.Title == "" {
		return d.ID
	}
	return strings.Trim(d.Title, "《》“”")
}

// joinNonEmpty adds a detail to a text where it is known.
func joinNonEmpty(text, between, detail string) string {
	if detail == "" {
		return text
	}
	return text + between + detail
}
