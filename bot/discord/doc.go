// Package discord is a [Bot] that people use on Discord: they ask it, read what an
// answer rests on, judge and correct it, look through the library, and owners change
// that. What it answers with is a [Services]; it knows nothing of models or databases.
//
// It reads from the outside to the inside.
//
// The wire. A link is one connection to Discord's gateway; gateway.go replaces it
// whenever it ends, and says what cannot be mended. Requests go out by an api: in lanes,
// one for each of Discord's limits, at the pace that all of them may have together.
//
// The desk. Each event is a call (a command, a button, a form) or a message that is
// meant for the bot. What may be done with it, and what comes of it, the table of
// features says (feature.go). Whatever happens, the person is told: errors end in
// explain, which knows the words for those that are no fault of the program.
//
// Asking. An inquiry is a question with who asks it and where. It is acknowledged at
// once, waits for its turn, and is answered by an [Asker] within a deadline (ask.go); a
// live message shows the answer while it grows. What the question rests on, of what was
// said before, is decided in talk.go, and who may ask how much in manners.go.
//
// Words and looks. Files named after words or phrases hold all texts, in English and in
// Chinese. Functions that know nothing of the network make messages of them: render.go
// for answers, layout.go for pages. What comes from documents, a model or people is
// escaped (markdown.go). The rules of each part stand at the top of its first file:
// render.go, below.go, correct.go, human.go, report.go, library.go, owner.go.
//
// A tour of all that people see is in testdata/scenes, beginning with its README.md;
// script_test.go plays it.
//
// An [Inspector] looks at the same application from outside, for who sets it up.
package discord
