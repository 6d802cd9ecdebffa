// Package openai asks models over any server that speaks OpenAI's protocol:
// OpenAI, Ollama, llama.cpp, vLLM, OpenRouter, and what Google and Anthropic offer
// of that kind.
//
// A [Client] writes, an [Embedding] makes vectors. The requests are those of
// go-openai. Below it lies what servers of that kind need: a [call] adds to a
// request what the library cannot say, turns whatever is not a success into an
// error of one kind, and bounds what is read; a [stream] is a reply as the library
// can read it, whatever the server made of it.
//
// What a server said is shown in errors only as one short line without the key.
package openai
