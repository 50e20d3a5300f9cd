#!/usr/bin/env python3
"""Checks what a repository of artifacts gets: that each published module is there with its sources and its Javadoc,
that its POM says what a repository asks for, and that the BOM names what is published and nothing else.

usage: published.py PROJECT REPOSITORY   (the local one that `./mvnw -Ppublish install` has filled)
"""
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

PROJECT, REPOSITORY = map(Path, sys.argv[1:3])
GROUP = "io.cqdestination"


def read(file):
    root = ElementTree.parse(file).getroot()
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def modules():
    """The POMs of what is published: all modules of every build, but those that say that they are not."""
    folders = [PROJECT] + [PROJECT / module.text for module in read(PROJECT / "pom.xml").findall("modules/module")]
    poms = [read(folder / "pom.xml") for folder in folders]
    return [pom for pom in poms if pom.findtext("properties/maven.deploy.skip") != "true"]


def files(artifact, version):
    return REPOSITORY / GROUP.replace(".", "/") / artifact / version / f"{artifact}-{version}"


def lineage(pom, version):
    """The POM and those that it inherits from, as they are in the repository."""
    while pom is not None:
        yield pom
        parent = pom.findtext("parent/artifactId")
        pom = read(f"{files(parent, version)}.pom") if parent else None


def inherited(poms, path):
    """A text of the nearest POM that has one, with its properties."""
    text = next((pom.findtext(path) for pom in poms if pom.findtext(path)), "")
    return re.sub(r"\$\{(.+?)}", lambda name: inherited(poms, "properties/" + name[1]), text)


def check(good, complaint):
    if not good:
        raise SystemExit(complaint)


def check_jar(file, content):
    check(file.is_file(), f"there is no {file.name}")
    with zipfile.ZipFile(file) as jar:
        check(any(name.endswith(content) for name in jar.namelist()), f"{file.name} holds no {content}")


def check_pom(artifact, version):
    poms = list(lineage(read(f"{files(artifact, version)}.pom"), version))
    for own in ("name", "description"):
        check(poms[0].findtext(own), f"{artifact} has no {own} of its own")
    for path in ("licenses/license/name", "licenses/license/url", "developers/developer/name"):
        check(inherited(poms, path), f"{artifact} has no {path}")
    for path in ("url", "scm/url", "scm/connection"):
        check("://" in inherited(poms, path), f"{artifact} has no {path}: is source.address empty?")
    return inherited(poms, "description")


def main():
    version = read(PROJECT / "pom.xml").findtext("version")
    published = {pom.findtext("artifactId"): pom for pom in modules()}
    jars = {name for name, pom in published.items() if pom.findtext("packaging") != "pom"}
    for name in jars:
        for ending, content in (".jar", ".class"), ("-sources.jar", ".java"), ("-javadoc.jar", "index.html"):
            check_jar(Path(f"{files(name, version)}{ending}"), content)
    descriptions = {check_pom(name, version) for name in published}
    check(len(descriptions) == len(published), "two modules have the same description")

    for name, pom in published.items():
        for dependency in pom.findall("dependencies/dependency"):
            ours = dependency.findtext("groupId") == GROUP and dependency.findtext("scope") != "test"
            check(not ours or dependency.findtext("artifactId") in jars, f"{name} needs what is not published")

    bom = read(f"{files('cloudquery-destination-bom', version)}.pom")
    named = [(entry.findtext("artifactId"), entry.findtext("type", "jar"))
             for entry in bom.findall("dependencyManagement/dependencies/dependency")]
    expected = sorted((name, "jar") for name in jars)
    check(sorted(named) == expected, f"the BOM names {sorted(named)} instead of {expected}")
    print(f"{len(published)} artifacts are complete, and the BOM names the {len(jars)} that are jars")


if __name__ == "__main__":
    main()
