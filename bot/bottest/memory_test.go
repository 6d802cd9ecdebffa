package bottest

import (
	"testing"

	"footnote/bot"
)

func TestMemoryConforms(t *testing.T) {
	TestReceipts(t, func(*testing.T) bot.Receipts { return new(Memory) })
}
