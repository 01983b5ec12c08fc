# Copies what ./stanch built. Nothing here is needed to use stanch from its source folder.
#   make                      build
#   make check                every test
#   make install PREFIX=~/.local   (DESTDIR is respected)
#   make dist                 dist/stanch-VERSION.tar.gz and .zip, which need a Java 25 and no Maven

PREFIX = /usr/local
DESTDIR =
APP = target/app
VERSION = $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
NAME = stanch-$(VERSION)

.PHONY: build check install uninstall dist clean

# From an empty folder, so that no library of an older version stays.
build:
	@rm -rf "$(APP)"
	STANCH_AOT=off ./stanch version

check:
	./check

install: build
	@./bin/install-app.sh "$(APP)" "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -rf "$(DESTDIR)$(PREFIX)/lib/stanch" "$(DESTDIR)$(PREFIX)/bin/stanch"

dist: build
	rm -rf "target/dist" && mkdir -p "target/dist" dist
	@./bin/install-app.sh "$(APP)" "target/dist/$(NAME)"
	cp README.md CHANGELOG.md "target/dist/$(NAME)/"
	rm -f "dist/$(NAME).tar.gz" "dist/$(NAME).zip"
	tar -C target/dist -czf "dist/$(NAME).tar.gz" "$(NAME)"
	@if command -v zip >/dev/null; then cd target/dist && zip -q -r -X "../../dist/$(NAME).zip" "$(NAME)"; \
	else echo "make: zip is not here, so only dist/$(NAME).tar.gz was made" >&2; fi

clean:
	rm -rf target dist
