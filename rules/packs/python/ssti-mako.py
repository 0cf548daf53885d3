from mako.template import Template


def found(name, source):
    # ruleid: python.ssti-mako
    Template("Hello " + name).render()
    # ruleid: python.ssti-mako
    Template(source).render()


def near_misses(name):
    # ok: python.ssti-mako
    Template("Hello ${name}").render(name=name)
    # ok: python.ssti-mako
    Template(filename="page.mako").render(name=name)
