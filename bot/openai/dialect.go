package openai

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// The names of the bound of a reply: that of OpenAI today, and that of everybody.
const (
	tokensOfOpenAI = "max_completion_tokens"
	tokensOfOthers = "max_tokens"
)

// A dialect is what a server wants to be told, and what not.
type dialect struct {
	tokens         string // the name of the bound
	otherTokens    bool   // so that it was changed
	noTemperature  bool
	noUsage        bool
	noSystem       bool // all that is said is said by the user
	roomForThought bool
}

func newDialect(baseURL string) *dialect {
	if u, err := url.Parse(baseURL); err == nil && u.Hostname() == "api.openai.com" {
		return &dialect{tokens: tokensOfOpenAI}
	}
	return &dialect{tokens: tokensOfOthers}
}

// thought is how many tokens more are allowed to a model that thinks before it
// writes: servers count both as one.
const thought = 8192

// tooShort is what is said, in whatever words, by a server whose model was allowed
// too few tokens.
const tooShort = "length"

// members are what is added to a request. A temperature of 0 is one of the things
// that the library cannot say.
func (d dialect) members(tokens int) string {
	var b strings.Builder
	if tokens > 0 {
		if d.roomForThought {
			tokens += thought
		}
		fmt.Fprintf(&b, ",%q:%d", d.tokens, tokens)
	}
	if !d.noTemperature {
		b.WriteString(`,"temperature":0`)
	}
	if !d.noUsage {
		b.WriteString(`,"stream_options":{"include_usage":true}`)
	}
	return b.String()
}

// noSystemRole matches what the templates of some models say, such as Gemma's.
var noSystemRole = regexp.MustCompile(`(?i)system (role|message)s?\W+(is|are)?\s*(not|un)|roles? must alternate`)

// adapt changes the dialect so that a request need not fail once more as it did,
// each part of it once, and reports whether it did.
func (d *dialect) adapt(err error) bool {
	var f *failure
	if !errors.As(err, &f) {
		return false
	}
	refused := f.status == http.StatusBadRequest || f.status == http.StatusUnprocessableEntity
	refuses := func(name string) bool { return refused && strings.Contains(f.said, name) }
	switch {
	case !d.otherTokens && refuses(d.tokens):
		d.otherTokens = true
		if d.tokens == tokensOfOpenAI {
			d.tokens = tokensOfOthers
		} else {
			d.tokens = tokensOfOpenAI
		}
	case !d.noTemperature && refuses("temperature"):
		d.noTemperature = true
	case !d.noUsage && (refuses("stream_options") || refuses("include_usage")):
		d.noUsage = true
	case !d.noSystem && (refused || f.status == http.StatusInternalServerError) && noSystemRole.MatchString(f.said):
		d.noSystem = true
	case !d.roomForThought && f.said == tooShort:
		d.roomForThought = true
	default:
		return false
	}
	return true
}
