package discord

import (
	"errors"
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/refresh"
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
	known          map[error]string // what is wrong, for people
	tooLargeOrBad  map[error]string // what is wrong with a document
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

// maxWhy is how much is told of what is wrong with a document.
const maxWhy = 300

// explain returns what to tell of an error that no program is to blame for.
func (w ownerWords) explain(err error) (text string, expected bool) {
	var problem corpus.Problem
	var term refresh.TermError
	switch {
	case errors.As(err, &problem):
		return w.reason(shorten(problem.Path, maxField), w.why(problem.Err)), true
	case errors.As(err, &term):
		return w.termIsNotValid(shorten(term.Err.Error(), maxWhy)), true
	}
	for known, text := range w.known {
		if errors.Is(err, known) {
			return text, true
		}
	}
	return "", false
}

// why says what is wrong with a document. The readers know more than there are words
// for here, in English.
func (w ownerWords) why(err error) string {
	for known, text := range w.tooLargeOrBad {
		if errors.Is(err, known) || strings.HasPrefix(err.Error(), known.Error()) { // what was kept of one is its text
			return text
		}
	}
	return shorten(err.Error(), maxWhy)
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
	known: map[error]string{
		errNotOwner:                "Only owners of the bot may do this: who owns its application, their team, and those whom its settings name.",
		errNoLibrary:               "This library cannot be changed from Discord.",
		errOneOfTwo:                "Give either a file or an address.",
		errNotFetched:              "The file could not be fetched from Discord. Please attach it again.",
		errNotHere:                 "Suggestions are not taken here: no channel for them is set.",
		errTooSoon:                 "You have suggested something a moment ago. Please wait a minute.",
		refresh.ErrBusy:            "Another refresh is under way. Please try again when it has ended.",
		refresh.ErrUnknownDocument: "The library holds no document of that name.",
		refresh.ErrUnknownTerm:     "The glossary has no such term.",
		refresh.ErrLast:            "It is the only document of this library. Add another one first.",
		refresh.ErrManySuggested:   "Too many documents wait to be looked at. Please suggest it later.",
		refresh.ErrNotSuggested:    "Somebody has decided on this document already.",
		corpus.ErrNoDocuments:      "Nothing of the sources can be served now. The library stays as it was.",
	},
	tooLargeOrBad: map[error]string{
		refresh.ErrTooLarge: "it is larger than a document may be (25 MiB, or MAX_DOCUMENT_BYTES).",
		refresh.ErrFormat:   "files of this format are not read. PDF, .docx, .html, .md, .txt and .csv are.",
		refresh.ErrKnown:    "it is a source of this library already; /refresh asks it.",
		refresh.ErrAddress:  "it is no web address that can be asked. Write https://…, without a user name or password.",
		corpus.ErrNoText:    "it holds no text to quote: it is empty, or a scan whose text was never recognised.",
		corpus.ErrLoginPage: "it is a page that asks for a name and a password.",
	},
}
