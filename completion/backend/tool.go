package backend

// toolName is what the tool is called whose input is the code.
const toolName = "insert"

// tool makes a chat write its reply as the input of a tool whose grammar holds it: OpenAI's custom tools.
func tool(syntax string, definition any) fields {
	insert := fields{"name": toolName, "description": "Writes its input, which is code as it stands, in the place of the mark " + chatHole + ".",
		"format": fields{"type": "grammar", "grammar": fields{"syntax": syntax, "definition": definition}}}
	return fields{
		"tools":               []fields{{"type": "custom", "custom": insert}},
		"tool_choice":         fields{"type": "custom", "custom": fields{"name": toolName}},
		"parallel_tool_calls": false,
	}
}
