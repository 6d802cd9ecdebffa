package bot

import (
	"context"
	"strings"
	"unicode/utf8"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/prompts"
)

// maxTranslated is how many quotations of an answer are translated.
const maxTranslated = 8

// translate asks for translations of the quotations that are in another language
// than the answer. Nothing checks them but for their figures: whoever shows one says
// that they are unchecked.
func (w *writing) translate(ctx context.Context) {
	var quotes []string
	var of []int
	for i, c := range w.answer.Citations {
		if corpus.PrimaryLanguage(c.document.Language) != w.answer.Language && len(of) < maxTranslated {
			quotes, of = append(quotes, c.Quote()), append(of, i)
		}
	}
	if len(quotes) == 0 || ctx.Err() != nil {
		return
	}
	mark := newMark()
	p := prompts.Translate(quotes, w.answer.Language, mark)
	reply, err := w.account.whole(ctx, p)
	if err != nil {
		return
	}
	for i, text := range prompts.ParseTranslations(reply, len(quotes)) {
		w.answer.Citations[of[i]].translation = translation(text, quotes[i], w.answer.Language, newSecrets(mark, p.System))
	}
}

// longestTranslation is how many times the characters of its original a translation
// may have: English takes three to four where Chinese takes one.
const longestTranslation = 6

// translation is the text of a model as it may be shown beside a quotation, or
// nothing: it is plain text that tells no secret, and has no figure of its own.
func translation(text, quote, language string, told secrets) string {
	text = strings.Join(strings.Fields(text), " ")
	switch {
	case utf8.RuneCountInString(text) > longestTranslation*utf8.RuneCountInString(quote), unsafe(text) != "",
		languageOf(text) != language, told.in(text), stray(text, language, strings.ToLower(narrow(quote))) != "", !verify.FiguresHold(text, quote):
		return ""
	}
	return text
}
