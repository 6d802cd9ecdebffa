package discord

import (
	"strings"

	"footnote/bot"
)

// provenance says who wrote the sentences and what was checked.
func provenance(a bot.Answer, p phrasing, quotations int) string {
	origin := p.copied
	if a.Written() {
		origin = p.written(shorten(a.Model, maxField))
	}
	parts := []string{origin, p.checked(quotations)}
	if n := a.Repaired(); n > 0 {
		parts = append(parts, p.repaired(n))
	}
	if n := len(a.Withheld); n > 0 {
		parts = append(parts, p.withheld(n))
	}
	if at := a.Coverage.Refreshed; !at.IsZero() {
		parts = append(parts, p.refreshed(at.Unix()))
	}
	return withReceipt(strings.Join(parts, " · "), a, p)
}

// withReceipt puts the receipt, if there is one, behind a text.
func withReceipt(text string, a bot.Answer, p phrasing) string {
	if a.Receipt == "" {
		return text
	}
	return text + " · " + p.receipt(shorten(a.Receipt, maxField))
}
