import java.beans.XMLDecoder;
import java.io.InputStream;
import java.io.ObjectInputStream;

class Deserialise {
    void found(InputStream in, ObjectMapper mapper) throws Exception {
        // ruleid: java.deserialise
        Object a = new ObjectInputStream(in).readObject();
        // ruleid: java.deserialise
        Object b = new XMLDecoder(in).readObject();
        // ruleid: java.deserialise
        mapper.enableDefaultTyping();
    }

    void nearMisses(InputStream in, ObjectMapper mapper, Reader reader) throws Exception {
        // ok: java.deserialise
        Object a = new java.io.DataInputStream(in).readInt();
        // ok: java.deserialise
        Object b = reader.readObject();
        // ok: java.deserialise
        mapper.readValue(in, Message.class);
    }
}
