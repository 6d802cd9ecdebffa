package prompts

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tiktoken-go/tokenizer/codec"
)

// encoding is o200k, whose vocabulary is part of the program. Other models split
// text otherwise, but seldom into many more tokens. It is made when first needed.
var encoding = sync.OnceValue(codec.NewO200kBase)

// longest is how many bytes are split into tokens at a time. The time that this
// takes grows with the square of a word's length.
const longest = 1024

// Tokens returns how many tokens a text takes, or a few more.
func Tokens(text string) int {
	n := 0
	for len(text) > 0 {
		end := chunk(text)
		count, err := encoding().Count(text[:end])
		if err != nil { // the splitting gave up: every byte is a token at most
			count = end
		}
		n += count
		text = text[end:]
	}
	return n
}

// chunk returns the length of the next part of a text, cut before a space or line
// break where it has one.
func chunk(text string) int {
	if len(text) <= longest {
		return len(text)
	}
	if i := strings.LastIndexAny(text[:longest], " \n"); i > 0 {
		return i
	}
	end := longest
	for end > longest-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}
