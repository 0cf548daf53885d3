from lxml import etree


def found(tree, name):
    # ruleid: python.xpath-built-string
    tree.xpath("//user[@name='" + name + "']")
    # ruleid: python.xpath-built-string
    tree.xpath(f"//user[@name='{name}']/id")
    # ruleid: python.xpath-built-string
    tree.findall("./user[name='%s']" % name)
    # ruleid: python.xpath-built-string
    etree.XPath("//user[@id='{}']".format(name))


def near_misses(tree, name, pattern):
    # ok: python.xpath-built-string
    tree.xpath("//user[@name = $name]", name=name)
    # ok: python.xpath-built-string
    tree.findall("./user")
    # ok: python.xpath-built-string
    pattern.findall("a" + name)
