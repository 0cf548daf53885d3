import java.io.File;
import java.io.FileReader;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.io.FilenameUtils;

class Files {
  void download(HttpServletRequest request) throws Exception {
    String name = request.getParameter("name");
    // ruleid: java.path-traversal
    File f = new File("/srv/files", name);
    // ok: java.path-traversal
    File g = new File("/srv/files", FilenameUtils.getName(name));
    // ruleid: java.path-traversal
    new FileReader("/srv/" + name);
    name = "index.html";
    // ok: java.path-traversal
    new FileReader("/srv/" + name);
  }
}
