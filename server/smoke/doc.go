// Package smoke tests the built binary as an editor uses it: it starts `sluice serve`, and plays the sessions
// that lie in testdata/sessions at the top of the module against it and a scripted model server.
//
// A session is a txtar archive. Its comment says what it is about. The file "script" is the session, a command
// a line; the other files are the workspace, except for
//
//	options.json       initializationOptions; $MODEL stands for the URL of the model server, $W for the workspace
//	capabilities.json  the client's capabilities
//	user.yaml          the user's own configuration
//	model              the replies of the model server, one a line; the last one repeats
//
// Positions are those of the wire: LINE:CHARACTER, both from 0, in the session's encoding. Text is written as a
// Go string. The commands are
//
//	initialize                       start the session; initialized follows
//	open FILE                        with its text in the archive
//	change FILE RANGE TEXT           replace a range, or everything where the range is "all"
//	save FILE, close FILE
//	inline ID FILE POSITION [typed]  ask for ghost text; typed: not by a key of its own
//	beside ID FILE POSITION RANGE TEXT  the same, with this entry selected in the editor's own menu
//	complete ID FILE POSITION        ask for menu items
//	command ID NAME [FILE [WORD]]    executeCommand
//	hover ID FILE POSITION
//	actions ID FILE RANGE            ask for code actions
//	pull ID FILE [ID]                ask for diagnostics; the second id is of a report that is known
//	write FILE TEXT                  on disk; the server is told
//	notified METHOD TEXT             wait for a notification whose params contain the text
//	asked-for METHOD TEXT            the same of a request that the server makes
//	cancel ID
//	shutdown ID, exit, hangup        hangup ends the input
//	raw TEXT, body TEXT              bytes as they are, and framed
//	model awaits N                   wait until request N for text has arrived, counted from 0
//	model loses N                    wait until the server has seen that the client of request N left
//	model asked N                    exactly N requests for text have arrived
//	model saw N TEXT                 request N holds the text
//	open-gate NAME                   let a reply go on that waits there
//	status N                         wait for the end of the process
//	expect ID error CODE             the reply is this error
//	expect ID empty                  an empty list, not null
//	expect ID insert TEXT            the first item inserts exactly this
//	expect ID has TEXT, lacks TEXT   its JSON form does, or does not, contain it
//	expect ID label TEXT             of the first item
//	expect ID range RANGE            of the first item
//	expect FILE withheld RULE        the last answer for the document withheld something by the rule
//	expect FILE finding RULE POSITION  a diagnostic
//	expect FILE clean                the last diagnostics of the document are none
//
// A reply of the model server is a list of actions, separated by semicolons: say TEXT… (text, finish and
// done), text TEXT, finish REASON, done, raw TEXT, status CODE TEXT, cut, hang, wait GATE.
package smoke
