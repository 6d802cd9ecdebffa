package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// What keeps a document from being taken.
var (
	errOneOfTwo   = errors.New("a document comes from a file or from an address")
	errNotFetched = errors.New("the file could not be fetched from Discord")
	errNotHere    = errors.New("there is no channel for suggestions")
	errTooSoon    = errors.New("somebody suggested something a moment ago")
)

// runDocument adds, removes or takes the suggestion of a document.
func runDocument(ctx context.Context, d *desk, c *call) error {
	switch c.subcommand() {
	case documentAdd:
		return owned(addDocument)(ctx, d, c)
	case documentRemove:
		return owned(removeDocument)(ctx, d, c)
	case documentSuggest:
		return onLibrary(suggestDocument)(ctx, d, c)
	}
	return errUnread
}

// addDocument adds a document, and shows what that has changed.
func addDocument(_ context.Context, d *desk, c *call) error {
	file, address := c.attachment(optionFile), c.option(optionURL)
	if (file == nil) == (address == "") {
		return errOneOfTwo
	}
	return d.changeLibrary(c, func(ctx context.Context, show progress) (refresh.Change, error) {
		if file == nil {
			return d.Library.AddSource(ctx, address, show)
		}
		f, err := d.download(ctx, file)
		if err != nil {
			return refresh.Change{}, err
		}
		return d.Library.Add(ctx, f, show)
	})
}

// attachment is the file given for an option of a command, or nil.
func (c *call) attachment(name string) *discordgo.MessageAttachment {
	data, _ := c.Data.(discordgo.ApplicationCommandInteractionData)
	id, _ := c.given(name).(string)
	if data.Resolved == nil {
		return nil
	}
	return data.Resolved.Attachments[id]
}

// What is read of an attachment: Discord takes no larger ones from most people, and a
// document may be no larger than the library says.
const (
	maxAttachment  = 25 << 20 // bytes
	attachmentTime = time.Minute
)

// fileHosts are where Discord keeps files.
var fileHosts = []string{"cdn.discordapp.com", "media.discordapp.net"}

// download fetches an attachment from Discord, and from nowhere else.
func (d *desk) download(ctx context.Context, a *discordgo.MessageAttachment) (refresh.File, error) {
	if a.Size > maxAttachment {
		return refresh.File{}, corpus.Problem{Path: a.Filename, Err: corpus.ErrTooLarge}
	}
	u, err := url.Parse(a.URL)
	if err != nil || u.Scheme != "https" || !slices.Contains(fileHosts, u.Host) {
		return refresh.File{}, fmt.Errorf("%w: its address is not one of Discord's", errNotFetched)
	}
	ctx, cancel := context.WithTimeout(ctx, attachmentTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return refresh.File{}, fmt.Errorf("%w: %w", errNotFetched, err)
	}
	response, err := d.api.session.Client.Do(request)
	if err != nil {
		return refresh.File{}, fmt.Errorf("%w: %w", errNotFetched, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return refresh.File{}, fmt.Errorf("%w: %s", errNotFetched, response.Status)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxAttachment+1))
	switch {
	case err != nil:
		return refresh.File{}, fmt.Errorf("%w: %w", errNotFetched, err)
	case len(data) > maxAttachment:
		return refresh.File{}, corpus.Problem{Path: a.Filename, Err: corpus.ErrTooLarge}
	}
	return refresh.File{Name: a.Filename, Data: data}, nil
}

// removeDocument asks once more.
func removeDocument(ctx context.Context, d *desk, c *call) error {
	id := d.documentNamed(c.option(optionDocument))
	doc, ok := d.Index().Corpus().Document(id)
	if !ok {
		return refresh.ErrUnknownDocument
	}
	w := ownerWordsOf(c.person.language)
	return c.whisper(ctx, []page{{w.sure(titleOf(doc))}}, row(button(w.takeOut, discordgo.DangerButton, verbTakeOut, doc.Digest[:digestKey])))
}

// digestKey is how much of a digest names a document in a button: an ID may be longer
// than a button's.
const digestKey = 32

// takeOut removes a document for which an owner was asked once more.
func takeOut(_ context.Context, d *desk, c *call) error {
	for _, doc := range d.Index().Corpus().Documents {
		if len(c.args) == 1 && len(c.args[0]) == digestKey && strings.HasPrefix(doc.Digest, c.args[0]) {
			return d.changeLibrary(c, func(ctx context.Context, show progress) (refresh.Change, error) {
				return d.Library.Remove(ctx, doc.ID, show)
			})
		}
	}
	return refresh.ErrUnknownDocument
}

// suggestDocument keeps a member's document until an owner decides, and tells the
// moderators' channel.
func suggestDocument(ctx context.Context, d *desk, c *call) error {
	file := c.attachment(optionFile)
	switch {
	case d.config.Moderators == "":
		return errNotHere
	case file == nil:
		return errOneOfTwo
	}
	w := ownerWordsOf(c.person.language)
	if err := c.whisper(ctx, []page{{w.stage("", 0, 0)}}); err != nil {
		return err
	}
	now := time.Now()
	if first, err := d.Records.Once(ctx, "suggestion "+c.person.id+now.UTC().Format(" 15:04"), now); err != nil {
		return err
	} else if !first {
		return errTooSoon
	}
	f, doc, key, err := d.keepSuggestion(ctx, file)
	if err != nil {
		return err
	}
	buttons := row(button(w.admit, discordgo.SuccessButton, verbAdmit, key), button(w.refuse, discordgo.SecondaryButton, verbDecline, key))
	about := w.suggested(titleOf(doc), shorten(f.Name, maxField), corpus.Size(int64(len(f.Data))))
	if _, err := d.toModerators(c.ID).put(ctx, 0, textMessage(page{about}, buttons)); err != nil {
		return fmt.Errorf("telling the moderators of a suggestion: %w", errors.Join(err, d.Library.Decide(key)))
	}
	return c.whisper(ctx, []page{{w.passedOn}})
}

// suggestionTime is how long a suggestion waits for those before it to be read.
const suggestionTime = 5 * time.Minute

// keepSuggestion reads a member's document and keeps it until an owner decides. They are
// read one at a time: each may be as large as a document may be, and anybody suggests.
func (d *desk) keepSuggestion(ctx context.Context, file *discordgo.MessageAttachment) (f refresh.File, doc *corpus.Document, key string, err error) {
	waiting, cancel := context.WithTimeoutCause(ctx, suggestionTime, refresh.ErrManySuggested)
	defer cancel()
	select {
	case d.suggesting <- struct{}{}:
		defer func() { <-d.suggesting }()
	case <-waiting.Done():
		return f, nil, "", context.Cause(waiting)
	}
	if f, err = d.download(ctx, file); err != nil {
		return f, nil, "", err
	}
	if doc, err = d.Library.Check(f); err != nil {
		return f, nil, "", err
	}
	key, err = d.Library.Suggest(f)
	return f, doc, key, err
}

// admitSuggestion adds a document that waits.
func admitSuggestion(ctx context.Context, d *desk, c *call) error {
	if len(c.args) != 1 {
		return errUnread
	}
	f, err := d.Library.Suggested(c.args[0])
	if err != nil {
		return err
	}
	added := false
	err = d.changeLibrary(c, func(ctx context.Context, show progress) (refresh.Change, error) {
		change, err := d.Library.Add(ctx, f, show)
		added = err == nil
		return change, err
	})
	if added {
		d.closeSuggestion(ctx, c)
	}
	return err
}

// declineSuggestion ends the waiting of a document.
func declineSuggestion(ctx context.Context, d *desk, c *call) error {
	if len(c.args) != 1 {
		return errUnread
	}
	if err := d.Library.Decide(c.args[0]); err != nil {
		return err
	}
	w := ownerWordsOf(c.person.language)
	return c.update(ctx, note(shown(c.Message)+"\n"+w.refused))
}

// closeSuggestion ends the waiting of a document that was added, and takes the buttons
// from the message of its suggestion. That it fails is logged: the document is served, and
// the owner has been told so.
func (d *desk) closeSuggestion(ctx context.Context, c *call) {
	err := d.Library.Decide(c.args[0])
	if c.Message != nil {
		m := note(shown(c.Message) + "\n" + ownerWordsOf(c.person.language).admitted)
		_, failed := d.api.onMessage(ctx, http.MethodPatch, c.ChannelID, c.Message.ID, m)
		err = errors.Join(err, failed)
	}
	if err != nil {
		d.log.Warn("closing the suggestion of a document that was added", "error", err)
	}
}
