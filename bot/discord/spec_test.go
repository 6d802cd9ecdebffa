package discord

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// specVariable names a copy of the openapi.json of discord/discord-api-spec.
// Where it is set, what the bot sends is held against Discord's own
// description of its interface.
const specVariable = "FOOTNOTE_DISCORD_SPEC"

// spec compiles the parts of the description that are used.
var spec struct {
	sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

const specURL = "https://discord.com/openapi.json"

func TestWhatIsSentIsHeldAgainstTheDescriptionOfDiscord(t *testing.T) {
	if os.Getenv(specVariable) == "" {
		t.Skipf("not checked: set %s to the openapi.json of github.com/discord/discord-api-spec", specVariable)
	}
	const route = "/webhooks/{webhook_id}/{webhook_token}"
	if err := violation("post", route, []byte(`{"content":"x","allowed_mentions":{"parse":[]}}`)); err != nil {
		t.Errorf("a good message: %v", err)
	}
	if err := violation("post", route, []byte(`{"content":"`+strings.Repeat("x", 2001)+`"}`)); err == nil {
		t.Error("a message that is too long was accepted")
	}
}

// conforms fails the test when a body is not what Discord describes.
func conforms(t *testing.T, method, route string, body []byte) {
	t.Helper()
	if os.Getenv(specVariable) == "" {
		return
	}
	if err := violation(method, route, body); err != nil {
		t.Errorf("%s %s: %v", method, route, err)
	}
}

func violation(method, route string, body []byte) error {
	spec.Lock()
	defer spec.Unlock()
	schema, err := specSchema(method, route)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func specSchema(method, route string) (*jsonschema.Schema, error) {
	if spec.compiler == nil {
		file, err := os.Open(os.Getenv(specVariable))
		if err != nil {
			return nil, err
		}
		defer file.Close()
		document, err := jsonschema.UnmarshalJSON(file)
		if err != nil {
			return nil, err
		}
		spec.compiler, spec.schemas = jsonschema.NewCompiler(), make(map[string]*jsonschema.Schema)
		spec.compiler.AssertFormat()
		if err := spec.compiler.AddResource(specURL, document); err != nil {
			return nil, err
		}
	}
	pointer := specURL + "#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(route) +
		"/" + method + "/requestBody/content/application~1json/schema"
	if schema := spec.schemas[pointer]; schema != nil {
		return schema, nil
	}
	schema, err := spec.compiler.Compile(pointer)
	if err == nil {
		spec.schemas[pointer] = schema
	}
	return schema, err
}
