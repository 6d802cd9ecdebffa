package discord

import (
	"fmt"

	"footnote/corpus"
)

// ownerWords are the texts of what owners do with the library, in one language; see
// [phrasing].
type ownerWords struct {
	stages    map[string]string // of a refresh; the empty one is its beginning
	soFar     func(done, total int) string
	news      string // above a report
	noNews    string
	added     string // headings of what became of documents
	changes   string
	removed   string
	vanished  string
	copied    string
	failed    string
	copyOf    func(title, of string) string
	more      func(n int) string
	passages  func(n int) string
	stale     func(messages, elsewhere int) string
	noStale   string
	markThem  func(n int) string // a button
	marked    func(n, of int) string
	notMarked func(n int, why string) string
	whys      map[unmarked]string
	markRest  func(n int) string
	mark      string // begins the line on top of an answer
	comma     string
	nobody    string // nothing is known any more of what was found

	sure           func(title string) string
	takeOut        string // buttons
	admit, refuse  string
	suggested      func(title, file, size string) string
	passedOn       string
	admitted       string
	refused        string
	term           string // the title of a form
	inEnglish      string // its fields
	inChinese      string
	termHint       string
	termKept       func(english, chinese string) string
	termGone       func(english, chinese string) string
	reason         func(name, why string) string
	known          map[error]string         // what is wrong, for people
	whyOf          map[corpus.Reason]string // what is wrong with a document or a term
	theAddress     string                   // that somebody gave
	inEnglishOnly  string                   // before what is only said in English
	badSources     string                   // before what is wrong with the list of sources
	termIsNotValid func(why string) string
}

// ownerWordsOf returns the texts of a language: Chinese or else English.
func ownerWordsOf(language string) ownerWords {
	return inLanguage(language, ownerEnglish, ownerChinese)
}

// stage says how far a change of the library is.
func (w ownerWords) stage(name string, done, total int) string {
	text := w.stages[name]
	if text == "" {
		text = w.stages[""]
	}
	if done > 0 {
		text += " " + w.soFar(done, total)
	}
	return "-# " + text
}

var ownerEnglish = ownerWords{
	stages: map[string]string{
		"": "Reading the library …", "fetching": "Asking the sources …", "reading": "Reading what is new …",
		"training": "Learning from the texts …", "embedding": "Indexing the passages …", "saving": "Saving the index …",
	},
	soFar: func(done, total int) string {
		if total > 0 {
			return fmt.Sprintf("%d of %d", done, total)
		}
		return fmt.Sprintf("%d so far", done)
	},
	news: "**The library has changed**", noNews: "**Nothing has changed in the library**",
	added: "**Added**", changes: "**Changed**", removed: "**Removed**", copied: "**The same as another document, and quoted as that one**",
	vanished: "**Gone from the web, still quoted with a note**", failed: "**Not served as it is now**",
	copyOf:   func(title, of string) string { return title + " = " + of },
	more:     func(n int) string { return fmt.Sprintf("… and %d more", n) },
	passages: func(n int) string { return plural(n, "passage") + " in all" },
	stale: func(messages, elsewhere int) string {
		text := plural(messages, "earlier answer") + " in channels quoted a sentence that has changed or vanished."
		if elsewhere > 0 {
			text += " So did " + plural(elsewhere, "answer") + " that cannot be marked: private or no longer there."
		}
		return text
	},
	noStale:  "No earlier answer quoted a sentence that has changed or vanished.",
	markThem: func(n int) string { return "Mark " + plural(n, "answer") },
	marked:   func(n, of int) string { return fmt.Sprintf("Marked %d of ", n) + plural(of, "answer") + "." },
	notMarked: func(n int, why string) string {
		return fmt.Sprintf("%d could not be marked: %s.", n, why)
	},
	whys: map[unmarked]string{
		unmarkedGone: "the message is deleted", unmarkedClosed: "the bot may not see or change it any more",
		unmarkedFull: "there is no room in the message", unmarkedFailed: "Discord did not take the change",
	},
	markRest: func(n int) string { return plural(n, "more answer") + " to look at, which were not marked:" },
	mark:     "⚠ A document quoted here has changed since: ",
	comma:    ", ",
	nobody:   "What was found is not known any more. Use /refresh, and look again.",
	sure: func(title string) string {
		return "Take " + title + " out of the library? It is not quoted any more; answers that quoted it stay where they are. A file in the corpus folder is not deleted."
	},
	takeOut: "Take it out", admit: "Add", refuse: "Decline",
	suggested: func(title, file, size string) string {
		return "**A member suggests a document**\n" + title + "\n-# " + file + " · " + size + " · an owner can add it"
	},
	passedOn: "Thank you. An owner can look at it now.",
	admitted: "-# An owner has added it.", refused: "-# An owner has declined it.",
	term: "A term of the glossary", inEnglish: "In English", inChinese: "In Chinese",
	termHint: "Several forms are parted by semicolons",
	termKept: func(english, chinese string) string { return "Kept: " + english + " ⇄ " + chinese },
	termGone: func(english, chinese string) string { return "Taken out: " + english + " ⇄ " + chinese },
	reason:   func(name, why string) string { return name + " is not added: " + why },
	termIsNotValid: func(why string) string {
		return "The term is not kept: " + why
	},
	theAddress: "The address", inEnglishOnly: "", badSources: "The list of sources has a mistake, and the library stays as it was: ",
	known: knownInEnglish, whyOf: whyInEnglish,
}
