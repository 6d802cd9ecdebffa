package discordtest

import (
	"io"
	"net/http"
	"strings"
	"time"
)

const apiPath = "/api/v9"

// A handler does what a request asks for, under the lock, and returns what to
// answer: nothing is 204.
type handler func(s *Server, c *Request) (any, *Error)

// A route is one that a bot may use.
type route struct {
	handle handler
	check  func(s *Server, c *Request) []string // what is wrong with the body, beside what the description says
}

// routes are by method and by the path that Discord's description gives them.
var routes = map[string]route{
	"GET /gateway":                          {handle: (*Server).getGateway},
	"GET /gateway/bot":                      {handle: (*Server).getGatewayBot},
	"GET /applications/@me":                 {handle: (*Server).getApplication},
	"GET /oauth2/applications/@me":          {handle: (*Server).getApplication},
	"GET /users/@me":                        {handle: (*Server).getMe},
	"GET /users/@me/guilds":                 {handle: (*Server).getMyGuilds},
	"POST /users/@me/channels":              {handle: (*Server).openDirect},
	"GET /guilds/{guild_id}":                {handle: (*Server).getGuild},
	"GET /guilds/{guild_id}/channels":       {handle: (*Server).getChannels},
	"GET /guilds/{guild_id}/roles":          {handle: (*Server).getRoles},
	"GET /guilds/{guild_id}/threads/active": {handle: (*Server).getActiveThreads},

	"GET /guilds/{guild_id}/members/{user_id}": {handle: (*Server).getMember},

	"GET /applications/{application_id}/commands":                                   {handle: (*Server).getCommands},
	"PUT /applications/{application_id}/commands":                                   {(*Server).putCommands, checkCommandList},
	"POST /applications/{application_id}/commands":                                  {(*Server).addCommand, checkOneCommand},
	"DELETE /applications/{application_id}/commands/{command_id}":                   {handle: (*Server).deleteCommand},
	"GET /applications/{application_id}/guilds/{guild_id}/commands":                 {handle: (*Server).getCommands},
	"PUT /applications/{application_id}/guilds/{guild_id}/commands":                 {(*Server).putCommands, checkCommandList},
	"POST /applications/{application_id}/guilds/{guild_id}/commands":                {(*Server).addCommand, checkOneCommand},
	"DELETE /applications/{application_id}/guilds/{guild_id}/commands/{command_id}": {handle: (*Server).deleteCommand},

	"POST /interactions/{interaction_id}/{interaction_token}/callback": {(*Server).callback, checkCallback},

	"GET /webhooks/{webhook_id}/{webhook_token}/messages/@original":       {handle: (*Server).getFollowUp},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":     {(*Server).editFollowUp, checkFollowUpEdit},
	"DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original":    {handle: (*Server).deleteFollowUp},
	"POST /webhooks/{webhook_id}/{webhook_token}":                         {(*Server).followUp, checkBody(formFollowUp)},
	"GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}":    {handle: (*Server).getFollowUp},
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}":  {(*Server).editFollowUp, checkFollowUpEdit},
	"DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": {handle: (*Server).deleteFollowUp},

	"GET /channels/{channel_id}":                                {handle: (*Server).getChannel},
	"PATCH /channels/{channel_id}":                              {handle: (*Server).editChannel},
	"POST /channels/{channel_id}/typing":                        {handle: (*Server).startTyping},
	"GET /channels/{channel_id}/messages":                       {handle: (*Server).getMessages},
	"POST /channels/{channel_id}/messages":                      {(*Server).createMessage, checkBody(formMessage)},
	"GET /channels/{channel_id}/messages/{message_id}":          {handle: (*Server).getMessage},
	"PATCH /channels/{channel_id}/messages/{message_id}":        {(*Server).editMessage, checkMessageEdit},
	"DELETE /channels/{channel_id}/messages/{message_id}":       {handle: (*Server).deleteMessage},
	"POST /channels/{channel_id}/messages/{message_id}/threads": {handle: (*Server).startThreadFromMessage},
	"POST /channels/{channel_id}/threads":                       {(*Server).startThread, checkForumPost},
	"GET /channels/{channel_id}/thread-members":                 {handle: (*Server).getThreadMembers},
	"PUT /channels/{channel_id}/thread-members/@me":             {handle: (*Server).joinThread},
}

func (s *Server) addRoutes(mux *http.ServeMux) {
	for name, r := range routes {
		method, path, _ := strings.Cut(name, " ")
		mux.HandleFunc(method+" "+apiPath+path, func(w http.ResponseWriter, request *http.Request) { s.serve(w, request, path, r) })
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.report("this Discord has no %s %s", r.Method, r.URL.Path)
		s.answer(w, errNotFound.Status, errNotFound.json())
	})
}

// serve answers a request: it is read, checked, perhaps meets a fault or a
// limit, and is carried out.
func (s *Server) serve(w http.ResponseWriter, request *http.Request, path string, r route) {
	c, fail := s.readRequest(path, request)
	status := http.StatusOK
	defer func() { s.keep(c, status) }()
	if fail == nil {
		fail = s.admit(request)
	}
	if fail == nil {
		fail = s.examine(&c, r)
	}
	if fault := s.faultOf(c); fault != nil {
		if fault.Late && fail == nil {
			s.carryOut(&c, r)
		}
		status = fault.Status
		play(w, *fault)
		return
	}
	if limited := s.take(w.Header(), c); limited != nil {
		status = http.StatusTooManyRequests
		s.answer(w, status, limited)
		return
	}
	var body any
	if fail == nil {
		body, fail = s.carryOut(&c, r)
	}
	switch {
	case fail != nil:
		status, body = fail.Status, fail.json()
	case body == nil:
		status = http.StatusNoContent
	}
	s.answer(w, status, body)
}

func (s *Server) carryOut(c *Request, r route) (any, *Error) {
	defer s.lock()()
	return r.handle(s, c)
}

// admit looks at who sends a request.
func (s *Server) admit(r *http.Request) *Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case !strings.HasPrefix(r.UserAgent(), "DiscordBot ("):
		s.errorf("the user agent of %s is %q, not \"DiscordBot (url, version)\"", r.URL.Path, r.UserAgent())
		return errUserAgent
	case r.Header.Get("Authorization") != "Bot "+s.token:
		return errUnauthorized
	}
	return nil
}

func (s *Server) answer(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text(body)) // the client may have gone
}

// A Fault is what happens to a request instead of an answer.
type Fault struct {
	Delay  time.Duration // before anything else
	Late   bool          // the request is carried out, and only its answer is lost
	Cut    bool          // the connection is cut without an answer
	Status int           // of the answer; 0 lets the request go its way after the delay
	Body   string
	Header map[string]string
}

// Intercept asks a function about every request, after its body was checked.
// It returns nil for those that nothing happens to. It runs without a lock, in
// several goroutines at a time.
func (s *Server) Intercept(fault func(Request) *Fault) {
	defer s.lock()()
	s.intercept = fault
}

func (s *Server) faultOf(c Request) *Fault {
	s.mu.Lock()
	intercept := s.intercept
	s.mu.Unlock()
	if intercept == nil {
		return nil
	}
	f := intercept(c)
	if f == nil || f.Delay <= 0 {
		return f
	}
	select {
	case <-time.After(f.Delay):
	case <-s.closed:
	}
	if f.Status == 0 && !f.Cut {
		return nil
	}
	return f
}

// play answers with a fault.
func play(w http.ResponseWriter, f Fault) {
	if f.Cut {
		panic(http.ErrAbortHandler)
	}
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(f.Status)
	_, _ = io.WriteString(w, f.Body) // the client may have gone
}
