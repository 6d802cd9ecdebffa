package discord

import "footnote/corpus/reference"

// correctionScenes are about wrong answers.
var correctionScenes = []scene{
	{name: "a-moderator-corrects-an-answer-and-the-next-who-asks-is-told", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.mo, answer, correctName)
		p.writes(p.mo, p.correction, p.quotation)
		p.chooses(p.ann, answer, p.below.more, p.below.receipt)
		p.chooses(p.ann, answer, p.below.more, p.below.formats[reference.Markdown])
		p.opens(p.mo, p.asks(p.li, p.question), correctName)
	}},
	{name: "a-correction-needs-the-words-of-a-document", play: func(p *performance) {
		p.opens(p.mo, p.has(p.ann, p.question), correctName)
		told := p.writes(p.mo, p.correction, p.misquoted)
		p.presses(p.mo, told, p.right.again)
		p.writes(p.mo, p.correction, p.quotation, "none")
	}},
	{name: "a-correction-is-changed-and-withdrawn", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.mo, answer, correctName)
		p.writes(p.mo, p.correction, p.quotation)
		told := p.opens(p.mo, answer, correctName)
		p.presses(p.mo, told, p.right.correct)
		p.writes(p.mo, p.claim, p.quotation)
		p.presses(p.mo, p.opens(p.mo, answer, correctName), p.right.withdraw)
	}},
	{name: "an-answer-is-corrected-from-its-report", play: func(p *performance) {
		p.presses(p.ann, p.has(p.ann, p.question), "👎")
		p.writes(p.ann, p.why)
		p.presses(p.mo, p.reported(), p.right.correct)
		p.writes(p.mo, p.correction, p.quotation)
	}},
	{name: "a-corrected-answer-is-gone", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.mo, answer, correctName)
		p.deletes(p.mo, answer)
		p.writes(p.mo, p.correction, p.quotation)
		p.asks(p.li, p.question)
	}},
	{name: "only-moderators-correct-and-only-answers", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.mo, p.mutters(p.li, p.policy, p.claim), correctName)
		p.sends(p.li, "presses a moderator's button", 3, press(custom(verbCorrect, p.receiptIn(answer))))
	}},
	{name: "a-corrected-answer-is-deleted-with-its-correction", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.mo, answer, correctName)
		p.writes(p.mo, p.correction, p.quotation)
		p.presses(p.mo, p.chooses(p.mo, answer, p.below.more, p.below.delete), p.below.deleteBoth)
		p.asks(p.li, p.question)
	}},
	{name: "an-owner-corrects-an-answer-in-all-servers", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.opens(p.owner, answer, correctName)
		p.writes(p.owner, p.correction, p.quotation)
		p.opens(p.mo, answer, correctName)
		second := p.Guild("Samples")
		second.Join(p.li)
		p.uses(p.li, second.Text("samples"), askName, optionQuestion, p.question)
	}},
}
