package discord

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/discordtest"
)

func TestSecretsAreKeptOutOfTheLog(t *testing.T) {
	const odd = "my-secret"
	l := &logs{}
	log := redactor{odd}.logger(l.logger())
	url := discordgo.EndpointInteractionResponse("1", "c2VjcmV0LXRva2Vu")
	edit := discordgo.EndpointWebhookMessage("2", "c2VjcmV0LXRva2Vu", "@original")
	log.Error("with "+odd, "error", fmt.Errorf("posting to %q: %w", url, errors.New("refused")), "edit", edit)
	log.With("token", odd).WithGroup("g").Info("x", slog.Group("inner", "token", "Bot "+discordtest.Token), "any", []string{odd})
	log.Info(`{"token":"c2VjcmV0LXRva2Vu","id":"1"}`, "n", 7)
	for _, secret := range []string{odd, discordtest.Token, "c2VjcmV0LXRva2Vu"} {
		if strings.Contains(l.String(), secret) {
			t.Errorf("%s is in the log:\n%s", secret, l.String())
		}
	}
	for _, kept := range []string{"refused", "@original", "callback", "n=7", "interactions/1/", "g.inner.token"} {
		if !strings.Contains(l.String(), kept) {
			t.Errorf("%s is not in the log:\n%s", kept, l.String())
		}
	}
}

func TestAnErrorWithASecretHasAnotherText(t *testing.T) {
	r := redactor{"my-secret"}
	if err := r.error(errors.New("header my-secret is bad")); err.Error() != "header (secret) is bad" {
		t.Errorf("the error says %q", err)
	}
	if err := r.error(ErrBadToken); !errors.Is(err, ErrBadToken) {
		t.Errorf("an error without a secret became %v", err)
	}
	if err := r.error(fmt.Errorf("my-secret: %w", ErrBadToken)); !errors.Is(err, ErrBadToken) {
		t.Errorf("the error is no longer itself: %v", err)
	}
}
