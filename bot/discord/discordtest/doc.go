// Package discordtest is a server that plays Discord for tests: the gateway and
// the HTTP interface, version 9, over loopback. A real client connects to it
// through [Server.RoundTrip], which changes the address and nothing else, so
// tests run side by side and nothing leaves the machine.
//
// A test builds a small world ([Server.Guild], [Guild.Text], [Guild.Member]), does
// what people do in it ([User.Command], [User.Press], [User.Say], …), and reads what
// they would see ([Server.Messages], [Draw]). The server keeps Discord's rules and
// answers with Discord's errors. It also looks at every request: a body that
// Discord would not take, or that lacks the manners of a quiet bot, fails the
// test. Where Discord's own description of its interface is at hand, each body
// is held against that too; see [SpecVariable].
//
// What a bot has to cope with can be played as well: [Server.Script] decides what
// happens on a connection, [Server.Intercept] what happens to a request,
// [Server.Limit] how many there may be, and [Server.Advance] what time it is.
package discordtest
