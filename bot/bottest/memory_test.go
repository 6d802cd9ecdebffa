package bottest

import (
	"testing"

	"footnote/bot"
)

func TestTheDoubleConforms(t *testing.T) {
	TestReceipts(t, func(*testing.T) bot.Receipts { return new(Memory) })
	TestPosts(t, func(*testing.T) bot.Posts { return new(Memory) })
	TestCorrections(t, func(*testing.T) bot.Corrections { return new(Memory) })
	TestMemory(t, func(*testing.T) bot.Memory { return new(Memory) })
	TestFeedbacks(t, func(*testing.T) bot.Feedbacks { return new(Memory) })
	TestForgetting(t, func(*testing.T) Store { return new(Memory) })
	TestBudgets(t, func(*testing.T) bot.Budgets { return new(Memory) })
	TestKeys(t, func(*testing.T) bot.Keys { return new(Memory) })
}
