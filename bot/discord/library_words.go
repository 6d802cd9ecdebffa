package discord

import (
	"fmt"
	"strings"
	"time"

	"footnote/corpus"
)

// libraryWords are the texts of what people see of the library in one language; see
// [phrasing].
type libraryWords struct {
	previous, next string // buttons
	pageOf         func(n, all int) string
	comma          string

	documents   func(n, all int) string // the title of a list
	filters     func(filters []string) string
	year        func(string) string
	noDocuments string
	card        string // the placeholder of a menu
	languages   map[string]string
	count       func(name string, n int) string
	cardWords

	found      func(query string) string
	noPassages string
	bySearch   string // below a list of passages
	wordsOnly  string

	terms       func(n int) string
	noGlossary  string
	noSuchTerms string
	changeWords
	stateWords
	forgetWords
	aboutWords
}

// cardWords are those of a document's card.
type cardWords struct {
	published                func(date string) string
	effective                func(from, to string) string
	status                   func(string) string
	supersededBy, supersedes func(titles string) string
	translationOf            func(title string) string
	size                     func(pages, sections, passages int) string
	retrieved                func(date string) string
	rights                   map[corpus.Rights]string
	versions                 func(n int, first, last string) string
	id                       func(string) string
	official, whatChanged    string // buttons
	inForce, unknown         string // statuses that the list leaves out
	notStated                string
}

// changeWords are those of what has changed.
type changeWords struct {
	changes       func(since, document string) string
	happened      map[corpus.ChangeKind]string
	stated        string                                   // in place of changed
	fields        map[string]string                        // of the metadata; nil means as they are named there
	by            func(title string) string                // behind what happened
	became        func(field, before, after string) string // of the metadata
	moreDocuments func(n int) string
	moreSentences func(n int) string
	moved         func(n int) string
	nothing       func(since, newest string) string
	neverChanged  string
	noVersions    string
	seenNote      string // below a list that has such a change
}

// stateWords are those of how the bot is.
type stateWords struct {
	state         string
	library       func(documents, passages int, languages string) string
	newest        func(title, date string) string
	read, checked func(unix int64) string
	every         func(time.Duration) string // whole minutes
	snapshot      func(string) string
	model         func(name string) string
	noModel       string
	embedder      func(name string) string
	ownVectors    string
	up            func(unix int64) string
	queue         func(answering, waiting, places int) string
}

// forgetWords are those of forgetting a person.
type forgetWords struct {
	sure, yes, no, forgetting, forgotten, notForgotten string
}

// aboutWords are those of what the bot is.
type aboutWords struct {
	help, try, tryOne, more, advice  string
	privacy                          func(days int) []string
	privacyUnwritten                 []string
	sentTo, embeddedAt               func(host string) string
	modelHere, embeddingHere, nobody string
	moderators, discord, control     string
}

// libraryWordsOf returns the texts of a language, BCP 47: Chinese or else English.
func libraryWordsOf(language string) libraryWords {
	return inLanguage(language, libraryEnglish, libraryChinese)
}

var libraryEnglish = libraryWords{
	previous: "Previous", next: "Next",
	pageOf: func(n, all int) string { return fmt.Sprintf("page %d of %d", n, all) },
	comma:  ", ",
	documents: func(n, all int) string {
		if n == all {
			return "**The library: " + plural(n, "document") + "**"
		}
		return fmt.Sprintf("**%d of %s in the library**", n, plural(all, "document"))
	},
	filters:     func(filters []string) string { return "Only: " + strings.Join(filters, " · ") },
	year:        func(y string) string { return y },
	noDocuments: "No document of the library fits. Leave an option out or write fewer words; `/search` looks into the texts.",
	card:        "Show the card of a document",
	languages:   map[string]string{"en": "English", "zh": "Chinese"},
	count:       func(name string, n int) string { return fmt.Sprintf("%s %d", name, n) },
	cardWords: cardWords{
		published: func(date string) string { return "Published " + date },
		effective: func(from, to string) string {
			return "In force" + marked(" from ", from, "") + marked(" until ", to, "")
		},
		status:        func(s string) string { return "Status today: " + s },
		supersededBy:  func(title string) string { return "Superseded by " + title },
		supersedes:    func(titles string) string { return "Supersedes " + titles },
		translationOf: func(title string) string { return "Translation of " + title },
		size: func(pages, sections, passages int) string {
			var parts []string
			if pages > 0 {
				parts = append(parts, plural(pages, "page"))
			}
			if sections > 0 {
				parts = append(parts, plural(sections, "section"))
			}
			return strings.Join(append(parts, plural(passages, "passage")), ", ")
		},
		retrieved: func(date string) string { return "Retrieved " + date },
		rights: map[corpus.Rights]string{
			corpus.RightsOfficial: "an official text", corpus.RightsLicensed: "a licensed text", corpus.RightsQuoteOnly: "may only be quoted",
		},
		versions: func(n int, first, last string) string {
			if n == 1 {
				return "In the library since " + first + ", unchanged"
			}
			return fmt.Sprintf("%d versions since %s, the last of %s", n, first, last)
		},
		id:       func(id string) string { return "Identifier: " + id },
		official: "Official page", whatChanged: "What changed",
		inForce: "in force", unknown: "not known", notStated: "(not stated)",
	},
	found:      func(query string) string { return "**Passages nearest to “" + query + "”**" },
	noPassages: "No passage of the library holds a word of this. Try other words, or leave an option out; `/glossary list` has the library's terms in both languages.",
	bySearch:   "Found by a program, in its order of likeness; no answer. `/ask` gives one.",
	wordsOnly:  "Ranked by words alone: the server of the vectors does not answer at the moment.",
	terms: func(n int) string {
		if n == 1 {
			return "**Glossary: 1 entry**"
		}
		return fmt.Sprintf("**Glossary: %d entries**", n)
	},
	noGlossary:  "This library has no glossary.",
	noSuchTerms: "The glossary has no such term. Try a part of the word, in English or in Chinese.",
	changeWords: changeWords{
		changes: func(since, document string) string {
			return "**Changes" + marked(" of ", document, "") + marked(" since ", since, "") + "**"
		},
		happened: map[corpus.ChangeKind]string{
			corpus.ChangeFirstSeen: "new in the library", corpus.ChangeChanged: "the source changed",
			corpus.ChangeTookEffect: "took effect", corpus.ChangeSuperseded: "superseded", corpus.ChangeExpired: "expired",
			corpus.ChangeVanished: "its source vanished (no repeal)", corpus.ChangeReturned: "came back", corpus.ChangeRemoved: "removed",
		},
		stated:        "what is stated of it changed",
		by:            func(title string) string { return " by " + title },
		became:        func(field, before, after string) string { return field + ": " + before + " → " + after },
		moreDocuments: func(n int) string { return "… and " + plural(n, "more document") },
		moreSentences: func(n int) string { return "… and " + plural(n, "more sentence") },
		moved:         func(n int) string { return plural(n, "sentence") + " moved within the text" },
		nothing: func(since, newest string) string {
			return "Nothing changed since " + since + marked(". The newest document of the library is of ", newest, "") + ". For more, give an earlier day as `since`, such as 2024 or 2024-03."
		},
		neverChanged: "Nothing of this document has changed since then. `/sources` shows its card.",
		noVersions:   "No versions of the documents are kept here yet. After the first refresh this shows what came, changed and went.",
		seenNote:     "“New in the library” says when a document came here, not how old it is.",
	},
	stateWords: stateWords{
		state: "**Status**",
		library: func(documents, passages int, languages string) string {
			return plural(documents, "document") + marked(" (", languages, ")") + ", " + plural(passages, "passage")
		},
		newest:  func(title, date string) string { return "Newest document: " + title + ", " + date },
		read:    func(unix int64) string { return fmt.Sprintf("Library as of <t:%d:f> (<t:%d:R>)", unix, unix) },
		checked: func(unix int64) string { return fmt.Sprintf("Sources last asked <t:%d:R>", unix) },
		every: func(d time.Duration) string {
			if d%time.Hour == 0 {
				return "asked again every " + plural(int(d/time.Hour), "hour")
			}
			return "asked again every " + plural(int(d/time.Minute), "minute")
		},
		snapshot:   func(name string) string { return "Snapshot " + name },
		model:      func(name string) string { return "Answers are written by " + name + ", and every sentence is checked" },
		noModel:    "Answers are copied word for word from the documents; no model writes",
		embedder:   func(name string) string { return "Search: words, and vectors of " + name },
		ownVectors: "Search: words, and vectors learned from the library itself",
		up:         func(unix int64) string { return fmt.Sprintf("Running since <t:%d:R>", unix) },
		queue: func(answering, waiting, places int) string {
			return fmt.Sprintf("Questions: %d being answered, %d waiting (room for %d)", answering, waiting, places)
		},
	},
	forgetWords: forgetWords{
		sure: "Forget you? This erases what is kept here of you: the words of your questions and of what a model wrote for you, your comments, what is remembered of our conversations, and your key in every record. It cannot be undone.",
		yes:  "Forget me", no: "Cancel",
		forgetting: "-# Forgetting …",
		forgotten: "Done. **Erased:** the words of your questions, what a model wrote for you, your comments, our conversations, and your key.\n" +
			"**Not erased:** receipts keep the time and the digests of what was quoted, which lead to nobody. What moderators wrote in place of an answer stays, and what a model wrote for you today stays counted until the day is over. Messages in Discord stay until they are deleted: delete an answer of yours from its menu, or ask a moderator. What a model's provider keeps is for the provider to say (`/privacy`).",
		notForgotten: "Nothing was erased.",
	},
	aboutWords: aboutWords{
		help:   "I answer questions about the policy documents of this library, in English and in Chinese, and prove every sentence with a quotation from them. What they do not say, I do not answer.\n\nUse `/ask`, mention me, or write to me directly.",
		try:    "**For example**",
		tryOne: "Try one (only you see the answer)",
		more: "**More**\n`/sources` the documents · `/search` passages, without an answer · `/changes` what is new · `/glossary list` terms in both languages\n" +
			"`/status` how I am · `/privacy` what is kept · `/forget-me` erase it",
		advice: "A research aid, not legal advice. Read the official page before you rely on it.",
		privacy: func(days int) []string {
			kept := fmt.Sprintf("%d days", days)
			if days == 1 {
				kept = "1 day"
			}
			return []string{"**What is kept here, for " + kept + "**",
				"A question that everybody may see: its words, what a model wrote for it (sentences, and translations of quotations), where the quotations stand, which message answers it, and a keyed digest of who asked, from which nobody can read a name.",
				"A private question or a direct message: where the quotations stand, without words and without who asked. What you asked before is remembered in memory for an hour, so that you can ask on.",
				"👍, 👎, ⚑ and comments: with the answer, and the same digest in place of your name. How much a model wrote for you today, until the day is over."}
		},
		privacyUnwritten: []string{"**What is kept here**",
			"Nothing is written down. Questions, answers and comments are kept in memory for an hour, so that you can ask on, with a keyed digest in place of who you are."},
		sentTo: func(host string) string {
			return "**Who receives your question:** the provider of the model, at " + host + ": the question, what you asked before it where you ask on, and passages of the library; never who you are."
		},
		modelHere:     "**Who receives your question:** a model on the machine where this bot runs; no other provider.",
		nobody:        "**Who receives your question:** no provider of a model. Answers are copied from the documents on the machine where this bot runs.",
		embeddedAt:    func(host string) string { return "For searching, " + host + " receives its words as well." },
		embeddingHere: "Searching happens on the same machine.",
		moderators:    "What you report or want a human to answer is shown to the moderators, without your name; the words of a private question only if you ask a human.",
		discord:       "Discord itself carries and keeps every message, by its own rules.",
		control:       "**What you can do:** ask with `private`; delete an answer of yours from its menu; erase what is kept of you with `/forget-me`.",
	},
}
