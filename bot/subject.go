package bot

import (
	"maps"
	"regexp"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A subject is what a text says beside its figures: its English words, stemmed,
// and its single Chinese characters, as what is written between two figures has
// no words of its own there. What only binds a figure to the rest, such as "shall
// not exceed" and 不得超过, is left out: the bound of the figure says it.
type subject map[string]bool

// How many English words and Chinese characters make a sentence that says what
// it is about without the title of its text, and one that says something of it.
const (
	ownWords, ownCharacters   = 3, 6
	someWords, someCharacters = 1, 2
)

var (
	binding    = termsIn("shall must may be is are was were will can set fixed exceed exceeding more less than not no most least up to within complete completed apply applies accordance pursuant each every any all per provided stipulated amount amounts")
	measures   = termsIn("fee limit rate price cap ceiling tax charge amount target share percentage percent threshold quota standard level period term deadline day hour month year")
	formal     = termsIn("measure rule regulation law act plan notice opinion guideline guidance policy report decree order document standard directive ordinance decision provision circular interim provisional trial administration administrative management implementation implementing revised amended collection on for of the and concerning regarding further strengthening improving")
	hanBinding = regexp.MustCompile(`应当|应该|必须|不得|可以|不超过|超过|不高于|高于|不低于|低于|不少于|不多于|达到|以内|以上|以下|之内|完成|最高|最低|最多|最少|至少|至多|定为|设定|规定|按照|实行|执行|原则上|[应须可为是的了在由每按内达至到]`)
	hanMeasure = regexp.MustCompile(`收费|费用|费率|税率|价格|标准|上限|下限|限额|额度|目标|比例|期限|时限|小时|个月|[费税天日月年]`)
	hanFormal  = regexp.MustCompile(hanNouns + `|管理|暂行|试行|实施|关于|印发|修订|进一步|加强|征收|[的法和与及]`)
)

// subjectOf reads a text, without the words and characters to leave out.
func subjectOf(text string, without map[string]bool, hanWithout *regexp.Regexp) subject {
	s := make(subject)
	text = corpus.Simplify(text)
	var b strings.Builder
	end := 0
	for _, x := range quantity.Find(text) {
		b.WriteString(text[end:x.Start] + " ")
		end = x.End
	}
	b.WriteString(text[end:])
	rest := hanWithout.ReplaceAllString(b.String(), " ")
	for _, t := range analysis.Tokens(rest) {
		if t.Kind == analysis.Word && !t.Stop && !without[t.Term] {
			s[t.Term] = true
		}
	}
	for _, r := range rest {
		if unicode.Is(unicode.Han, r) {
			s[string(r)] = true
		}
	}
	return s
}

// missingFrom returns what a subject has and none of the others.
func (s subject) missingFrom(others ...subject) subject {
	left := make(subject)
	for t := range s {
		found := false
		for _, o := range others {
			found = found || o[t]
		}
		if !found {
			left[t] = true
		}
	}
	return left
}

// reaches reports whether a subject has so many words or characters.
func (s subject) reaches(words, characters int) bool {
	w, c := 0, 0
	for t := range s {
		if r := []rune(t); len(r) == 1 && unicode.Is(unicode.Han, r[0]) {
			c++
		} else {
			w++
		}
	}
	return w >= words || c >= characters
}

// sameSubject reports whether two sentences speak of one thing: each says, with
// its title and headings, all that the other says, they hold the same of the
// question, and their texts are not on two things that the sentences leave out.
func (q asked) sameSubject(a, b candidate) bool {
	says, says2 := sentenceSubject(a), sentenceSubject(b)
	title, title2 := titleSubject(a), titleSubject(b)
	if len(says.missingFrom(says2, title2)) > 0 || len(says2.missingFrom(says, title)) > 0 {
		return false
	}
	question := subjectOf(q.text, nil, hanBinding)
	if !maps.Equal(question.missingFrom(says), question.missingFrom(says2)) {
		return false
	}
	extra, extra2 := title.missingFrom(says, title2, question), title2.missingFrom(says2, title, question)
	own := specific(a)
	switch {
	case len(extra) == 0 && len(extra2) == 0:
		return true
	case len(extra) == 0 || len(extra2) == 0:
		return own.reaches(someWords, someCharacters)
	}
	return own.reaches(ownWords, ownCharacters)
}

// sentenceSubject is the subject of a sentence with the heading just above it.
func sentenceSubject(c candidate) subject {
	text := c.text
	if h := c.hit.Passage.Heading; len(h) > 0 && h[len(h)-1] != c.hit.Document.Title {
		text = h[len(h)-1] + "\n" + text
	}
	return subjectOf(text, binding, hanBinding)
}

func titleSubject(c candidate) subject {
	return subjectOf(c.hit.Document.Title, formal, hanFormal)
}

// specific is the subject of a sentence without the words that name a figure.
func specific(c candidate) subject {
	return subjectOf(hanMeasure.ReplaceAllString(corpus.Simplify(c.text), " "), measures, hanBinding).missingFrom(subject(binding))
}
