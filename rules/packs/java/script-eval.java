class ScriptEval {
    void found(ScriptEngine engine, ExpressionParser parser, GroovyShell shell, String text) throws Exception {
        // ruleid: java.script-eval
        engine.eval("price * " + text);
        // ruleid: java.script-eval
        parser.parseExpression("name == '" + text + "'");
        // ruleid: java.script-eval
        shell.evaluate(String.format("run(%s)", text));
    }

    void nearMisses(ScriptEngine engine, ExpressionParser parser, GroovyShell shell, Bindings bindings) throws Exception {
        // ok: java.script-eval
        engine.eval("price * count", bindings);
        // ok: java.script-eval
        parser.parseExpression("name == #name");
        // ok: java.script-eval
        shell.parse("run(" + bindings + ")");
    }
}
