import com.mongodb.BasicDBObject;
import com.mongodb.client.model.Filters;
import javax.servlet.http.HttpServletRequest;
import org.bson.Document;

class NosqlInjection {
    void found(HttpServletRequest request) {
        // ruleid: java.nosql-injection
        use(BasicDBObject.parse("{name: '" + request.getParameter("name") + "'}"));
        // ruleid: java.nosql-injection
        use(Document.parse(request.getParameter("query")));
    }

    void nearMisses(HttpServletRequest request) {
        // ok: java.nosql-injection
        use(Filters.eq("name", request.getParameter("name")));
        // ok: java.nosql-injection
        use(Document.parse("{active: true}"));
    }
}
