package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/prompts"
)

func TestRatesAreReadAndShownAgain(t *testing.T) {
	for text, want := range map[string]rate{
		"20/h": {20, time.Hour}, " 5 / 10m ": {5, 10 * time.Minute}, "1000/d": {1000, 24 * time.Hour}, "7/2d": {7, 48 * time.Hour},
		"9/90m": {9, 90 * time.Minute}, "1/s": {1, time.Second}, "0": {},
	} {
		var got, again rate
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
		if err := again.UnmarshalText([]byte(got.String())); err != nil || again != want {
			t.Errorf("%q is shown as %q, which is %v, %v", text, got, again, err)
		}
	}
	for _, text := range []string{"", "20", "/h", "0/h", "-1/h", "20/x", "20/h/h", "1/0h", "1/-1h", "1/1ms", "1/8d", "1/99999999999d", "1e3/h", "1000000/h", "十/h"} {
		if err := new(rate).UnmarshalText([]byte(text)); !errors.Is(err, errRate) {
			t.Errorf("%q: got the error %v", text, err)
		}
	}
}

func TestManyRolesAndChannelsAreRead(t *testing.T) {
	t.Chdir(t.TempDir())
	c, err := loadConfig(environment(map[string]string{
		"DISCORD_USER_LIMIT": "5/10m", "DISCORD_ROLE_LIMITS": "12=100/h, 13=0", "DISCORD_DAY_LIMIT": "0",
		"DISCORD_CHANNELS": "1, 2,direct", "DISCORD_ROLES": "12,",
	}), t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	want := discord.Limits{
		Person: discord.Rate{Questions: 5, Within: 10 * time.Minute}, Channel: discord.Rate{Questions: 100, Within: time.Hour},
		Roles: map[string]discord.Rate{"12": {Questions: 100, Within: time.Hour}, "13": {}},
	}
	if diff := cmp.Diff(want, c.limits()); diff != "" {
		t.Errorf("limits (-want +got):\n%s", diff)
	}
	for _, line := range []string{
		"DISCORD_USER_LIMIT=5/10m\n", "DISCORD_ROLE_LIMITS=12=100/h,13=0\n", "DISCORD_CHANNEL_LIMIT=100/h\n", "DISCORD_DAY_LIMIT=0\n",
		"DISCORD_CHANNELS=1,2,direct\n", "DISCORD_ROLES=12\n",
	} {
		if !strings.Contains(c.String(), line) {
			t.Errorf("%q is not in\n%s", line, c)
		}
	}
}

func TestAModelWritesUntilItsServerRests(t *testing.T) {
	guard := bot.NewGuard(brokenModel{}, 1, 1)
	now := writes(guard)
	for range 10 {
		if !now() {
			break
		}
		_, _ = guard.Reply(context.Background(), prompts.Prompt{}, func(string) error { return nil })
	}
	if now() || writes(nil)() {
		t.Error("a model that is not there writes")
	}
}

// brokenModel is one whose server never answers.
type brokenModel struct{}

func (brokenModel) Name() string { return "example-model" }

func (brokenModel) Reply(context.Context, prompts.Prompt, func(string) error) (bot.Usage, error) {
	return bot.Usage{}, bot.ErrModelUnreachable
}
