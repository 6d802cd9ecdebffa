// Package discord answers questions on Discord: it turns the /ask command, a message
// that is meant for it, or one that somebody points at, into a question, and an answer
// into messages. What a question rests on is decided in talk.go.
//
// A [Bot] holds one connection to Discord's gateway and replaces it whenever it
// ends. Each question is acknowledged at once, waits for a free place, and is
// answered by an [Asker] within a deadline; whatever happens, the person who
// asked is told. How an answer looks is decided in render.go, by functions that
// know nothing of the network.
package discord
