import com.fasterxml.jackson.databind.ObjectMapper;
import com.thoughtworks.xstream.XStream;
import java.io.ObjectInputStream;
import javax.servlet.http.HttpServletRequest;

class UnsafeDeserialise {
    void found(HttpServletRequest request) throws Exception {
        // ruleid: java.unsafe-deserialise
        ObjectInputStream in = new ObjectInputStream(request.getInputStream());
        use(in.readObject());
    }

    public Object find(String text) {
        XStream stream = new XStream();
        // ruleid: java.unsafe-deserialise
        return stream.fromXML(text);
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        // ok: java.unsafe-deserialise
        use(new ObjectMapper().readValue(request.getInputStream(), Message.class));
    }

    public Object nearMissFixed(String text) {
        XStream stream = new XStream();
        // ok: java.unsafe-deserialise
        return stream.fromXML("<list/>");
    }
}
