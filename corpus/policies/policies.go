// Package policies is the corpus that ships with Footnote: short briefs on
// China's new quality productive forces (新质生产力), each in English and in
// Chinese.
//
// A brief restates, in Footnote's own words, the publication that its front
// matter names under based_on. It is a summary (kind "brief") and binds nobody.
// Its sentences name their subject, date and issuer, so that one quoted alone
// still makes sense, and they say whether a figure is a target, a ceiling or an
// observer's inference.
//
// glossary.tsv pairs the terms, institutions and programmes of the briefs in
// both languages. golden.jsonl holds the questions by which answers over these
// briefs are measured; it is not embedded: only tests and evaluation read it.
package policies

import "embed"

// FS holds the briefs, flat, as NAME.LANGUAGE.md with LANGUAGE en or zh, and the
// glossary.
//
//go:embed *.md glossary.tsv
var FS embed.FS
