package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// An Offer is what an application has registered in one place.
type Offer struct {
	Names  []string // as people see them: /ask
	Differ []string // those that this version would replace, add or remove
}

// ErrNoScope is returned for a server that does not take the application's commands.
var ErrNoScope = errors.New("the bot is not in that server, or was invited without the scope applications.commands")

// Offer asks which commands an application has registered in a server or, without
// one, everywhere, and compares them with those that this version registers.
func (i *Inspector) Offer(ctx context.Context, application, server string) (Offer, error) {
	var said []any
	err := i.ask(ctx, commandsAt(application, server)+"?with_localizations=true", &said)
	if isDenial(err, http.StatusForbidden, http.StatusNotFound) {
		err = ErrNoScope
	}
	if err != nil {
		return Offer{}, fmt.Errorf("asking Discord for the commands: %w", err)
	}
	ours, err := ownCommands()
	if err != nil {
		return Offer{}, err
	}
	return compareOffers(ours, byName(said)), nil
}

// ownCommands are those that this version registers, as Discord reads them.
func ownCommands() (map[string]any, error) {
	var all []any
	data, err := json.Marshal(commands())
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("encoding the commands: %w", err)
	}
	return byName(all), nil
}

func compareOffers(ours, theirs map[string]any) (o Offer) {
	o.Names = slices.Sorted(maps.Keys(theirs))
	names := maps.Clone(theirs)
	maps.Copy(names, ours)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !reflect.DeepEqual(ours[name], theirs[name]) {
			o.Differ = append(o.Differ, name)
		}
	}
	return o
}

// byName returns what matters of commands by their names, which are as people see
// them: one that is written begins with a slash. Discord has a name once for each
// kind.
func byName(commands []any) map[string]any {
	all := make(map[string]any)
	for _, c := range commands {
		fields, _ := c.(map[string]any)
		name, ok := fields["name"].(string)
		if !ok {
			continue
		}
		switch fields["type"] {
		case nil, float64(discordgo.ChatApplicationCommand):
			name = "/" + name
			delete(fields, "type") // it is the default
		case float64(discordgo.UserApplicationCommand):
			name += " (of a user)"
		}
		all[name] = essence(fields)
	}
	return all
}

// comparedFields are the fields of a command that are compared; the others are Discord's
// own, or defaults that it fills in.
var comparedFields = map[string]bool{
	"description": true, "name": true, "name_localizations": true, "description_localizations": true,
	"options": true, "choices": true, "value": true, "type": true, "required": true, "autocomplete": true,
	"min_value": true, "max_value": true, "min_length": true, "max_length": true, "channel_types": true,
	"contexts": true, "default_member_permissions": true, "nsfw": true,
}

// essence leaves out of a command what is not compared, and what says nothing: an
// empty list is as good as none. A number that is written as text is text.
func essence(v any) any {
	switch v := v.(type) {
	case []any:
		all := make([]any, len(v))
		for i, x := range v {
			all[i] = essence(x)
		}
		return all
	case map[string]any:
		kept := make(map[string]any)
		for key, x := range v {
			switch {
			case !comparedFields[key] || saysNothing(x):
			case key == "name_localizations", key == "description_localizations":
				kept[key] = x
			case key == "default_member_permissions":
				kept[key] = fmt.Sprint(x)
			case key == "contexts", key == "channel_types":
				kept[key] = sorted(x)
			default:
				kept[key] = essence(x)
			}
		}
		return kept
	}
	return v
}

// sorted returns the members of a list that has no order in one.
func sorted(v any) any {
	list, _ := v.([]any)
	return slices.SortedFunc(slices.Values(list), func(a, b any) int {
		return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
}

func saysNothing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}
