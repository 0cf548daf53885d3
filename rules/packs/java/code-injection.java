import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.servlet.http.HttpServletRequest;
import org.springframework.expression.spel.standard.SpelExpressionParser;

class CodeInjection {
    void found(HttpServletRequest request) throws Exception {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
        // ruleid: java.code-injection
        engine.eval(request.getParameter("formula"));
    }

    public Object find(String text) {
        SpelExpressionParser parser = new SpelExpressionParser();
        // ruleid: java.code-injection
        return parser.parseExpression(text).getValue();
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
        engine.put("count", request.getParameter("count"));
        // ok: java.code-injection
        engine.eval("price * count");
    }

    public Object nearMissFixed(String text) {
        SpelExpressionParser parser = new SpelExpressionParser();
        // ok: java.code-injection
        return parser.parseExpression("name == #text").getValue();
    }
}
