package bot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A novelty is the words of a claim that its source has in no form. Two
// ideographs count as one word.
type novelty struct {
	runs       []string
	new, words float64
}

// share is that of the words that the source has.
func (n novelty) share() float64 { return max(0, 1-n.new/max(1, n.words)) }

// How well a place of a claim is known from its source.
const (
	unknown = iota
	single  // one ideograph that may stand for another; two in a row are another word
	known
)

// noveltyOf finds the words of a claim that neither its source nor what stands
// around it has in any form.
func noveltyOf(claim, source statement, around surroundings) novelty {
	places := placesKnown(claim, source, around)
	var n novelty
	run, end := 0, 0
	flush := func() {
		if size := float64(run) / 2; run > 0 {
			if run > 2 {
				size += 0.5 // names are long
			}
			n.new += size
			n.runs = append(n.runs, claim.text[end-run*len("中"):end])
		}
		run = 0
	}
	for _, t := range claim.tokens {
		if t.Kind != analysis.Bigram {
			if n.words++; places[t.Start] == unknown {
				n.new += newness(claim.text[t.Start:t.End])
				n.runs = append(n.runs, claim.text[t.Start:t.End])
			}
			continue
		}
		for i := max(t.Start, end); i < t.End; {
			_, size := utf8.DecodeRuneInString(claim.text[i:])
			n.words += 0.5
			if i > end || places[i] == known || places[i] == single && !beside(places, i, size) {
				flush()
			}
			if places[i] == unknown || places[i] == single && beside(places, i, size) {
				run++
			}
			i += size
			end = i
		}
	}
	flush()
	return n
}

// ends reports whether a text ends in the last of the new words.
func (n novelty) ends(text string) bool {
	if len(n.runs) == 0 {
		return false
	}
	last := n.runs[len(n.runs)-1]
	return utf8.RuneCountInString(last) > 1 && strings.HasSuffix(strings.TrimRight(text, " .。!！\"”」"), last)
}

// newness is how much a new word of English counts. What names a thing matters
// more than what is done with it, for which there are many words.
func newness(word string) float64 {
	for _, ending := range []string{"tion", "tions", "ment", "ments", "ism", "ity", "ities", "ness", "ance", "ence", "logy", "ics", "ship", "ture", "ury", "ium"} {
		if strings.HasSuffix(word, ending) {
			return 2
		}
	}
	return 1
}

// beside reports whether the ideograph before or behind one is no better known.
func beside(places []uint8, i, size int) bool {
	return i >= size && places[i-size] == single || i+size < len(places) && places[i+size] == single
}

// placesKnown tells how well each byte of a claim is known.
func placesKnown(claim, source statement, around surroundings) []uint8 {
	places := make([]uint8, len(claim.text)+1)
	mark := func(spans []corpus.Span) {
		for _, s := range spans {
			as := uint8(known)
			if r, size := utf8.DecodeRuneInString(claim.text[s.Start:]); size == s.End-s.Start && analysis.IsIdeographic(r) {
				as = single
			}
			for i := s.Start; i < s.End; i++ {
				places[i] = max(places[i], as)
			}
		}
	}
	if claim.framed() {
		mark(claim.light)
	}
	mark(source.hits)
	mark(around.hits)
	for _, t := range claim.tokens {
		if source.terms[t.Term] || around.terms[t.Term] || len(around.issuer) > 0 && issues.matches(claim.text[t.Start:t.End]) {
			for i := t.Start; i < t.End; i++ {
				places[i] = known
			}
		}
	}
	return places
}

// fewWords is how many other words a claim needs for those to add nothing that
// frame it: in "ships turn" they are what is said.
const fewWords = 3

// framed reports whether a claim has enough words beside those that frame it.
func (s statement) framed() bool {
	n := 0
	for _, t := range s.tokens {
		if !touches(t, s.light) {
			n++
		}
	}
	return n >= fewWords
}

// light are words that frame what a sentence says and add nothing to it.
var light = newPattern(`(?i)\b(?:` + strings.Join(strings.Fields(`account accounts word words case cases thing things kind kinds namely specifically itself
	themselves respectively overall total way ways fact matter former latter period time month year years term terms comes? came put puts set
	sets well also both two pair such there here now then thus just even make makes made making take takes took taken taking get gets bring
	brings brought give gives given giving see sees seen saw held holds? done doing lies? stands? stood goes gone going far stay stays keep keeps
	kept wholly mere merely alone plenty whereas become becomes began begin ones date refer refers among behind known knows
	break breaks status usage use uses used deal deals equal equals count counts amount role part parts place point view mean means rest rests
	remain remains serve serves involve involves exist exists mention mentions mentioned describe describes described happen happens happened
	occur occurs arrive arrives rely relies extent degree field fields area areas side sides sort sorts form forms type types manner basis
	aspect aspects respect sense together apart altogether ended rather instead once again indeed likewise thereby therein thereof whose whereby
	say says said tell tells told call calls called name names named work works worked working help helps helped look looks try tries show shows
	shown showed appear appears appeared seem seems turn turns item items list lists listed group groups number numbers figure figures regard regards regarding concerned question`), "|") + `)\b` +
	`|一部分|一个|一种|一项|一份|一篇|一张|一批|这批|这份|这种|这些|这项|这个|那份|那个|那些|那项|其中|同时|此外|而言|来说|所说|对此|方面|情况|一事|一点|一步|一道|一起|一同|分别|各自|共有|总共|一共|具体|相关|有关` +
	`|进行|加以|予以|作出|做出|用来|用于|属于|来自|以及|之一|当中|之中|之际|期间|时期|过程|结果|事情|内容|数字|数量|这里|那里|后者|前者|本身|自身|怎样|如何|什么|哪些|哪里|是否|与否|至于|关于|对于|通过|按照|根据|作为|成为` +
	`|称为|叫作|由此|从而|因此|因而|所以|而且|并且|或者|还是|就是|正是|即是|便是|都是|也是|又是|乃是|随后|后来|不止|不只|之前|才会|时候|之时|名为|表现|借助|取得|如此|时间|范围|一次|不过|除此|年里|里说|阐述|给出|折合|可查|写明|除|外|只|面|数|连|写|尽管|虽然|所谓|自己|正在|很|要|会|按|却|更|最|才|就|再|又|也|还|都|把|被|让|使|由|从|向|对|于|里|中|上|下|时|后|前|内|间|个|种|项|类|着|过|所|其|该|此|这|那|各|每|某|即|则|且|并|而|及|与|和|或|若|如|因|为|以|至|到|在|是|有|说|称|指|来|去|起|出|给|用|做|作|当|成`)

const (
	// mostNew is the share of new words that a claim may have.
	mostNew = 0.14
	// leastNew is how many it may have however short it is.
	leastNew = 0.75
)

// checkNew holds that a claim brings in hardly any word of its own.
func checkNew(claim, source statement, around surroundings) string {
	if across(claim, source) {
		return ""
	}
	n := noveltyOf(claim, source, around)
	new := n.new
	if n.ends(claim.text) {
		new++ // what a sentence ends in is what it says
	}
	if new > max(leastNew, mostNew*n.words) {
		return fmt.Sprintf("content: the source has nothing of %q", n.runs)
	}
	return ""
}
