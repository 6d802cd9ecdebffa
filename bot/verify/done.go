package verify

import (
	"regexp"
	"slices"
)

var (
	// done says that something is so by now.
	done = newPattern(`(?i)\balready\b|\b(?:has|have|had) (?:\w+ly )?(?:been |become |succeed|achiev|complet|reach|tak|taken|made|open|put|led|grown|risen|fallen|turn|transform|accomplish|attain|met|won|built|creat|produc|deliver)|\b(?:was|were) (?:reached|met|attained|fulfilled)\b|\b(?:succeeded|achieved|accomplished|completed|attained)\b|\breported (?:a|an|that)\b|已(?:经|然)?|业已|早已|完成了|取得了|取得的成|实现了|达成了|达到了|成功|成绩|做到了`)
	// open says that it is not known whether something is so.
	open = newPattern(`(?i)\bwhether\b|\bif\b|是否|能否`)
	// madeKnown is what has been done of documents and bodies, whatever they aim at.
	madeKnown = newPattern(`(?i)已(?:经|于|在|然)?[^，。；]{0,12}(?:发布|公布|出台|印发|通过|设立|成立|宣布的|推出|启动|写入|列入|发表)`)
	// planned are words of sources that speak of what is to come, beside modal verbs.
	planned = newPattern(`(?i)有助于|有利于|提出|目标|推动|促进|加快|支持|鼓励|培育|要求|规划|到20\d\d年|\btargets?\b|\bgoals?\b|\bsupport\b|\bpromot|\bpropos`)
)

// checkDone refuses a claim that something is done of which the source says that
// it is wanted, planned or possible.
func checkDone(claim, source statement, _ surroundings) string {
	for _, c := range claim.clauses {
		if !done.matches(c.plain) && !perfected(c.plain) || madeKnown.matches(c.text) || slices.ContainsFunc(claim.operators, func(o operator) bool {
			return o.kind.family == "negation" || o.kind.family == "modality" && o.kind.kept
		}) {
			continue
		}
		if i := closestTo(c, sentencesIn(source)); i >= 0 && source.intends(sentencesIn(source)[i].sentence) {
			return "modality: the source does not say that this is done"
		}
	}
	return ""
}

// perfect is a verb in the perfect tense.
var perfect = regexp.MustCompile(`\b(?:has|have|had) (?:\w+ly |since |now |since been )?(\w+ed)\b`)

// perfected reports whether a clause says that something has been done, other than by
// words: what has been proposed may still be to come.
func perfected(plain string) bool {
	for _, m := range perfect.FindAllStringSubmatch(plain, -1) {
		if !ofWords.MatchString(m[1]) {
			return true
		}
	}
	return false
}

// ofWords are verbs of saying and deciding.
var ofWords = regexp.MustCompile(`^(?:been|propos|ask|call|demand|want|announc|publish|issu|releas|stat|declar|stress|highlight|emphasi|mention|nam|list|describ|explain|plann|intend|decid|agre|approv|adopt|pass|prais|suggest|recommend|urg|encourag|requir|need|pledg|promis|need|us|refer|support|promot|launch|introduc|identif)\w*ed$`)

// intends reports whether a sentence says what is wanted, planned or possible.
func (s statement) intends(sentence int) bool {
	for _, c := range s.clauses {
		if c.sentence == sentence && done.matches(c.plain) && !open.matches(c.plain) {
			return false
		}
	}
	for _, o := range s.operators {
		if o.kind.family == "modality" && s.clauses[o.clause].sentence == sentence {
			return true
		}
	}
	for _, c := range s.clauses {
		if c.sentence == sentence && planned.matches(c.text) {
			return true
		}
	}
	return false
}
