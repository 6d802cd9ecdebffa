package discord

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

func TestAMessageIsFactChecked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ locale, message, want string }{
		"in English": {"en-US", "The filing of a test algorithm is free of charge.", "free of charge. ["},
		"in Chinese": {"zh-CN", "示例算法备案不收取费用。", "备案不收取费用。["},
		"which is long": {"en-US", "The filing of a test algorithm is free of charge. " + strings.Repeat("😀", bot.MaxQuestion),
			"Only the first 2000 characters of the message were read."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := remember(t)
			reader := s.guild.Member("Reader", test.locale)
			if shown := told(reader.Menu(s.ann.Say(s.policy, test.message), factcheckName)); !strings.HasPrefix(shown, "(private)") || !strings.Contains(shown, test.want) {
				t.Errorf("%q is not in\n%s", test.want, shown)
			}
		})
	}
}

func TestALongMessageIsCutInItsForm(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	message := s.ann.Say(s.policy, strings.Repeat("查", 1500)+strings.Repeat("😀", 1500))
	for reader, want := range map[*discordtest.User]string{
		s.mo: "The first 2000 characters of the message", s.guild.Member("Li", "zh-CN"): "消息的前2000个字符",
	} {
		if shown := discordtest.DrawModal(reader.Menu(message, aboutName).AwaitModal()); !strings.Contains(shown, want) {
			t.Errorf("the form is\n%s", shown)
		}
	}
}
