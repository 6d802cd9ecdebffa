package discordtest

import "net/http"

// An Error is one of Discord's, as a client sees it.
type Error struct {
	Status  int
	Code    int
	Message string
	Errors  []string // of a body that is not valid: what is wrong with it
}

// The errors that Discord answers with, from its documentation
// (topics/opcodes-and-status-codes).
var (
	errUnauthorized        = &Error{Status: http.StatusUnauthorized, Message: "401: Unauthorized"}
	errNotFound            = &Error{Status: http.StatusNotFound, Message: "404: Not Found"}
	errUnknownApplication  = &Error{Status: 404, Code: 10002, Message: "Unknown Application"}
	errUnknownChannel      = &Error{Status: 404, Code: 10003, Message: "Unknown Channel"}
	errUnknownGuild        = &Error{Status: 404, Code: 10004, Message: "Unknown Guild"}
	errUnknownMember       = &Error{Status: 404, Code: 10007, Message: "Unknown Member"}
	errUnknownMessage      = &Error{Status: 404, Code: 10008, Message: "Unknown Message"}
	errUnknownUser         = &Error{Status: 404, Code: 10013, Message: "Unknown User"}
	errUnknownWebhook      = &Error{Status: 404, Code: 10015, Message: "Unknown Webhook"}
	errUnknownInteraction  = &Error{Status: 404, Code: 10062, Message: "Unknown interaction"}
	errUnknownCommand      = &Error{Status: 404, Code: 10063, Message: "Unknown application command"}
	errRequestTooLarge     = &Error{Status: 413, Code: 40005, Message: "Request entity too large. Try sending something smaller!"}
	errAcknowledged        = &Error{Status: 400, Code: 40060, Message: "Interaction has already been acknowledged."}
	errUserAgent           = &Error{Status: 403, Code: 40333, Message: "internal network error"}
	errMissingAccess       = &Error{Status: 403, Code: 50001, Message: "Missing Access"}
	errNotAuthor           = &Error{Status: 403, Code: 50005, Message: "Cannot edit a message authored by another user"}
	errEmptyMessage        = &Error{Status: 400, Code: 50006, Message: "Cannot send an empty message"}
	errNoDirect            = &Error{Status: 403, Code: 50007, Message: "Cannot send messages to this user"}
	errMissingPermissions  = &Error{Status: 403, Code: 50013, Message: "Missing Permissions"}
	errNotHere             = &Error{Status: 400, Code: 50024, Message: "Cannot execute action on this channel type"}
	errToken               = &Error{Status: 401, Code: 50027, Message: "Invalid Webhook Token"}
	errArchived            = &Error{Status: 400, Code: 50083, Message: "Thread is archived"}
	errNotJSON             = &Error{Status: 400, Code: 50109, Message: "The request body contains invalid JSON."}
	errReplyWithoutHistory = &Error{Status: 400, Code: 160002, Message: "Cannot reply without permission to read message history"}
	errThreadExists        = &Error{Status: 400, Code: 160004, Message: "A thread has already been created for this message"}
	errThreadLocked        = &Error{Status: 400, Code: 160005, Message: "This thread is locked"}
)

// invalid is the error of a body that Discord does not take.
func invalid(wrong ...string) *Error {
	return &Error{Status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body", Errors: wrong}
}

func (e *Error) json() object {
	o := object{"code": e.Code, "message": e.Message}
	if len(e.Errors) > 0 {
		list := make([]object, len(e.Errors))
		for i, what := range e.Errors {
			list[i] = object{"code": "BASE_TYPE_INVALID", "message": what}
		}
		o["errors"] = object{"_errors": list}
	}
	return o
}

// Fault answers every request with the error.
func (e *Error) Fault() *Fault { return &Fault{Status: e.Status, Body: text(e.json())} }
