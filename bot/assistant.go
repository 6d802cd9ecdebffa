package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval"
)

// MaxQuestion is the longest question that is answered, in characters.
const MaxQuestion = 2000

// ErrEmptyQuestion is returned for a question without a letter or digit.
var ErrEmptyQuestion = errors.New("the question is empty: ask in a few words what you want to know")

// ErrQuestionTooLong is returned for a question of more than [MaxQuestion]
// characters.
var ErrQuestionTooLong = fmt.Errorf("the question is longer than %d characters: ask it more shortly", MaxQuestion)

// ErrUnknownDocument is returned for a question about one document that the
// corpus does not hold.
var ErrUnknownDocument = errors.New("no such document in this library: `footnote sources` lists them")

// ErrUnknownIssuer is returned for a question about one issuer that no document is
// of.
var ErrUnknownIssuer = errors.New("no document of this issuer in this library: `footnote sources` lists them with their documents")

// An Assistant answers questions over an index. It may be used from any number
// of goroutines.
type Assistant struct {
	library atomic.Pointer[library]
	options Options
	now     func() time.Time
}

// Options say how an assistant answers.
type Options struct {
	Model         Model         // that writes; nil means that sentences are copied
	Timeout       time.Duration // for the model's whole answer; 0 means 45 seconds
	ContextTokens int           // of a prompt, at most; 0 means 6000
	Budgets       Budgets       // counts its tokens; nil counts those of one question only
	Tokens        TokenLimits
	Versions      Versions // of documents, for what changed; nil: those of the corpus only
	SecondOpinion bool     // the model is asked of sentences that a few words keep from a proof

	// Warn is told, of an answer, why its model failed, and why its tokens could not
	// be counted: at most one error of each. None holds a key or the question. It may
	// be called from any number of goroutines; nil tells nobody.
	Warn func(error)
}

// A library is an index with what the assistant has learned from its texts.
type library struct {
	*retrieval.Index
	abbreviations abbreviations
	names         []name
	versions      Versions
}

func newLibrary(index *retrieval.Index, versions Versions) *library {
	return &library{index, findAbbreviations(index.Corpus()), namesOf(index.Corpus()), versions}
}

// New returns an assistant that answers over an index.
func New(index *retrieval.Index, o Options) *Assistant {
	a := &Assistant{options: o, now: time.Now}
	a.Swap(index)
	return a
}

// Index returns the index that questions are answered over now.
func (a *Assistant) Index() *retrieval.Index { return a.library.Load().Index }

// Swap lets the questions that come from now on be answered over another
// index; those under way keep theirs.
func (a *Assistant) Swap(index *retrieval.Index) {
	a.library.Store(newLibrary(index, a.options.Versions))
}

// Answer answers a question: with verified sentences, or with a refusal that
// says what was searched. It returns an error only for a question that is
// none, and when the search itself fails.
func (a *Assistant) Answer(ctx context.Context, q Question) (Answer, error) {
	return a.Stream(ctx, q, func(Answer) {})
}

// Stream answers as [Assistant.Answer] does. Meanwhile it shows the answer as far
// as it is verified, each time that a sentence is added, from the goroutine of
// its caller.
func (a *Assistant) Stream(ctx context.Context, q Question, show func(Answer)) (Answer, error) {
	start := time.Now()
	ix := a.library.Load()
	account := &account{Options: a.options, asker: q.Asker, day: corpus.DateOf(a.now().UTC())}
	limited, cancel := context.WithTimeout(ctx, a.options.timeout()) // for all that the model is asked
	defer cancel()
	understood := ix.standalone(limited, account, q)
	asked, err := a.read(ix, understood)
	if err != nil {
		return Answer{}, err
	}
	p, err := ix.plan(ctx, asked)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{
		Question: oneLine(q.Text),
		Language: asked.language,
		Form:     p.form,
		Routed:   asked.form == "",
		Missing:  p.missing,
		Coverage: coverage(ix, q),
		Model:    Extractive,
		Snapshot: ix.Manifest().Name,
	}
	if asked.written != answer.Question {
		answer.UnderstoodAs = asked.written
	}
	answer.Timing.Search = p.took
	if err := a.fill(ctx, limited, account, ix, p, &answer, show); err != nil {
		return Answer{}, err
	}
	if p.byWords {
		answer.Notes = append(answer.Notes, phrases[asked.language].byWords)
	}
	answer.Usage = account.usage
	answer.Timing.Total = time.Since(start)
	return answer, nil
}

// An asked question is one that has been read: cleaned, and understood as far
// as a program without a model can.
type asked struct {
	written  string // as it is understood: as the asker wrote it, where it stands alone
	text     string // in simplified characters, byte for byte beside written
	language string // "en" or "zh"
	form     Form   // empty where the asker did not set one
	today    corpus.Date
	day      corpus.Date // the day whose state of the corpus is meant
	dated    bool        // the asker set the day
	implied  bool        // the question did
	limits   retrieval.Filter
	terms    []weighted
	focus    []weighted // terms of the part that asks; equal to terms where all does
	anchors  anchors
	numbers  []quantity.Quantity // what it claims; never a reason to refuse
	wants    wants
	parts    []string // the numbered parts that it names
	asksPart bool     // what one of them says
	onlyPart bool     // and nothing else
	short    abbreviations
	glossary glossary
	library  *library
}

// narrowed reports whether the asker left a part of the library.
func (q asked) narrowed() bool { return len(q.limits.Documents) > 0 || q.limits.Issuer != "" }

func (a *Assistant) read(ix *library, q Question) (asked, error) {
	if utf8.RuneCountInString(q.Text) > MaxQuestion {
		return asked{}, ErrQuestionTooLong
	}
	text := oneLine(q.Text)
	if !corpus.HasWord(text) {
		return asked{}, ErrEmptyQuestion
	}
	if q.Document != "" {
		if _, ok := ix.Corpus().Document(q.Document); !ok {
			return asked{}, fmt.Errorf("document %q: %w", q.Document, ErrUnknownDocument)
		}
	}
	ofIssuer := func(d *corpus.Document) bool { return strings.EqualFold(d.Issuer, q.Issuer) }
	if q.Issuer != "" && !slices.ContainsFunc(ix.Corpus().Documents, ofIssuer) {
		return asked{}, fmt.Errorf("issuer %q: %w", q.Issuer, ErrUnknownIssuer)
	}
	asked := asked{
		written: text, text: corpus.Simplify(text), language: language(q.Language, text), form: q.Form, today: corpus.DateOf(a.now()),
		day: q.AsOf, dated: !q.AsOf.IsZero(), short: ix.abbreviations, library: ix,
	}
	if !asked.dated {
		asked.day = asked.today
	}
	asked.limits = limits(q, asked.day)
	asked.understand(ix)
	return asked, nil
}

// limits are what is searched on a day. What was published later than a day that
// the asker set is no evidence of it, whatever its kind. A document that is asked
// for by its ID is searched whatever became of it.
func limits(q Question, day corpus.Date) retrieval.Filter {
	if q.Document != "" {
		return retrieval.Filter{Documents: []string{q.Document}, Issuer: q.Issuer}
	}
	return retrieval.Filter{Issuer: q.Issuer, AsOf: day, Published: q.AsOf}
}

// searched is how many passages an answer is looked for in.
const searched = 24

// language returns the language of the texts around the quotations.
func language(wanted, question string) string {
	if wanted != "" {
		if strings.HasPrefix(strings.ToLower(wanted), "zh") {
			return "zh"
		}
		return "en"
	}
	for _, r := range question {
		if unicode.Is(unicode.Han, r) {
			return "zh"
		}
	}
	return "en"
}

// inLanguage keeps the hits whose documents are in a language.
func inLanguage(hits []retrieval.Hit, language string) []retrieval.Hit {
	var out []retrieval.Hit
	for _, h := range hits {
		if strings.HasPrefix(h.Document.Language, language) {
			out = append(out, h)
		}
	}
	return out
}

// coverage is what a question is asked of: the library, or what the asker leaves of it.
func coverage(ix *library, q Question) Coverage {
	c := Coverage{Refreshed: ix.Manifest().Created}
	count := make(map[string]int)
	only, _ := ix.Corpus().Document(q.Document)
	for _, d := range ix.Corpus().Documents {
		if q.Document != "" && d != only || q.Issuer != "" && !strings.EqualFold(d.Issuer, q.Issuer) {
			continue
		}
		c.Documents++
		if d.Published.Compare(c.Newest) > 0 {
			c.Newest = d.Published
		}
		if d.Issuer == "" {
			continue
		}
		if count[d.Issuer]++; count[d.Issuer] == 1 {
			c.Issuers = append(c.Issuers, d.Issuer)
		}
	}
	return c.sorted(count)
}
