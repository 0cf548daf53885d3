import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.io.FilenameUtils;

class PathTraversal {
    void found(HttpServletRequest request) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.path-traversal
        use(new FileInputStream("/srv/files/" + name));
    }

    void foundPath(HttpServletRequest request) throws Exception {
        // ruleid: java.path-traversal
        Path path = Paths.get("/srv/files", request.getParameter("name"));
        use(path);
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        String name = FilenameUtils.getName(request.getParameter("name"));
        // ok: java.path-traversal
        use(new FileInputStream("/srv/files/" + name));
    }

    void nearMissFixed(HttpServletRequest request) throws Exception {
        String name = request.getParameter("name");
        // ok: java.path-traversal
        use(new FileInputStream("/srv/files/index"), name);
    }
}
