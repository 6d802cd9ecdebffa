/*
Footnote answers questions over a folder of policy documents and proves every
sentence with a quotation.

	footnote ask "What are new quality productive forces?"
	footnote --help

# The code, bottom up

This is the tour for who reads the code for the first time. Packages import one
another downwards only, so each can be read knowing just those before it. The
packages at the top of a folder know the problem; those below it know one
library each; this one introduces them to one another.

It begins with documents. Package [footnote/corpus] turns files into documents
with one normalised text each, finds their sections, and cuts them into
passages: the unit that is searched and cited. Offsets into that text are what a
citation is made of, so everything that changes text happens here and nowhere
later. The formats are readers of their own: [footnote/corpus/markdown] for
Markdown, [footnote/corpus/html] for web pages, of which it takes the document
and leaves the site, [footnote/corpus/pdf] for PDF with its pages,
[footnote/corpus/docx] for Word, and [footnote/corpus/table] for rows and columns,
while plain text needs no library and is read by corpus itself.
[footnote/corpus/web] fetches what sources.yaml names from the web, politely, and
trusts no byte of it.
[footnote/corpus/quantity] reads numbers, units and dates in English and
Chinese, so that "10 million", 1000万 and "10,000,000" are one number to whoever
compares them. [footnote/corpus/reference] writes references to documents as APA,
GB/T 7714 and BibTeX have them. [footnote/corpus/policies] holds the documents that
ship.

Next, finding passages. [footnote/retrieval/analysis] turns text into terms, and
is the only place that does: ranking and verifying must agree on what a word is.
[footnote/retrieval] ranks passages by their words (BM25F) and by their vectors,
and fuses the two; it also writes an index to a snapshot and restores it.
Where vectors come from and where they are kept are two small interfaces.
[footnote/retrieval/lsa] learns vectors from the corpus itself, so that no key
and no server is needed; [footnote/retrieval/chromem] keeps them in memory.
[footnote/retrieval/parallel] learns which terms of two languages translate each
other from passages that come in both.
[footnote/retrieval/retrievaltest] holds the tests that any other implementation
has to pass too. [footnote/retrieval/refresh] keeps an index true to its
documents: it compares, builds what changed, checks the result, and only then
puts it in the place of the old one.

Then, answering. [footnote/prompts] holds the words exchanged with a model:
templates out, lines in. [footnote/bot/verify] decides whether a claim rests on the
sentences quoted for it: it is a function of texts alone, and its verify.go lists what
is compared. [footnote/bot] reads the question, searches, decides whether the library
holds an answer, and in which form; then it chooses the sentences, or lets a model
write them, and has each proved against the passage it rests on before anybody sees
it. There is a citation only of what was found word for word (bot/citation.go), and a
refusal is a state of the program with reasons of its own.
[footnote/bot/openai] asks a model, and an embedder where there is a better one than
the corpus's own, over any server that speaks OpenAI's protocol;
[footnote/bot/openai/openaitest] is such a server, which plays what a test tells it.
[footnote/bot/sqlite] keeps a receipt of each answer, where it stands and how it was
corrected, feedback, and what is remembered of conversations, in one file; without
it questions are answered all the same, but these are nowhere else.
[footnote/bot/bottest] holds the tests that any other keeper has to pass too.
[footnote/bot/eval] measures all this where the right answers are known: the
answers, the ranking, and the verifier.
[footnote/bot/discord] does the same job as the terminal: it takes a question
from people and shows them the answer. Its feature.go is the table of what people can
do there; its tests talk to [footnote/bot/discord/discordtest], which plays Discord,
and [footnote/bot/discord/picture] shows what was sent as Discord shows it.

Last, this package. config.go is the one place where settings are read, and
library.go and writer.go where the packages above are put together; commands.go is the
command line, with a file for each command. render.go says how an answer looks,
in prose first; page.go and wrap.go lay it out, in both scripts. main.go knows
which error means which exit code. imports_test.go holds the table of who may
import whom, and fails when a change breaks the order of this tour.

# A question's way

	footnote ask …  ->  corpus.Load  ->  refresh.Open  ->  bot.Recorder  ->  page.answer

The documents are read at each start and compared with the snapshot, which takes
milliseconds for the corpus that ships; an index is built only when they differ.
The assistant makes a plan of what it finds there (bot/form.go): it refuses, copies
the sentences, or, with a model, offers it the sections around them and checks what
comes back line by line (bot/written.go). The recorder keeps a receipt of that, which
`footnote receipt` shows. The answer is printed either by render.go or as the JSON
that scripts read.
*/
package main
