# shellcheck shell=sh
# What the installer of the archive (install) and the scripts of the Debian package do alike. It is read in, or written into
# them. Every function may be called again: it leaves what is already as it should be.

settings=/etc/greengrocer/greengrocer.conf

say() {
  echo "greengrocer: $1"
}

fail() {
  echo "greengrocer: $1" >&2
  exit "${2:-1}"
}

systemd_runs() {
  [ -d /run/systemd/system ]
}

# setting NAME DEFAULT: what the settings say, as the launcher reads them: the first line counts.
setting() {
  value=
  if [ -r "$settings" ]; then value=$(sed -n "s/^$1=//p" "$settings" | head -n 1); fi
  echo "${value:-$2}"
}

make_user() {
  if ! getent passwd greengrocer >/dev/null; then
    useradd --system --user-group --home-dir /var/lib/greengrocer --no-create-home --shell /usr/sbin/nologin \
      --comment Greengrocer greengrocer
  fi
}

make_folders() {
  for folder in /var/lib/greengrocer /var/lib/greengrocer-backups /var/cache/greengrocer; do
    [ -d "$folder" ] || install -d -o greengrocer -g greengrocer -m 0750 "$folder"
  done
}

# protect_settings: they may hold passwords, so only the server's user reads them.
protect_settings() {
  if [ -e "$settings" ]; then
    chown root:greengrocer "$settings"
    chmod 0640 "$settings"
  fi
}

# as_user COMMAND…: runs it as the server's user, without what is set where this runs.
as_user() {
  (cd / && exec runuser -u greengrocer -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@")
}

has_books() {
  [ -e "$(setting GREENGROCER_DATADIR /var/lib/greengrocer)/greengrocer.sqlite" ]
}

# back_up PROGRAM FOLDER: a backup by the version that wrote the books, twice: while it serves, which may take long and copies
# the photos, and after it was stopped, so that nothing sold meanwhile is missing. Leaves the server stopped.
# Its exit code is not 0 when the books could not be backed up; then the server runs as before.
back_up() {
  case $(setting GREENGROCER_DATABASE '') in
    jdbc:postgresql:*)
      echo "greengrocer: the books are in PostgreSQL; back them up with pg_dump, then say that you have (--without-backup, or GREENGROCER_WITHOUT_BACKUP=1 for a Debian package)" >&2
      return 1
      ;;
  esac
  if ! has_books; then
    stop_server
    return 0
  fi
  say "backing up the books into $2"
  as_user "$1" db backup "$2" || return 1
  was_active=no
  if systemd_runs && systemctl is-active -q greengrocer; then was_active=yes; fi
  stop_server
  if ! as_user "$1" db backup "$2"; then
    if [ $was_active = yes ]; then systemctl start greengrocer; fi
    return 1
  fi
}

stop_server() {
  if systemd_runs && systemctl cat greengrocer.service >/dev/null 2>&1; then
    systemctl stop greengrocer.service
    systemctl reset-failed greengrocer.service 2>/dev/null || true
  fi
}

# start_server: returns when the server answers; its exit code is not 0 when it does not.
start_server() {
  systemctl daemon-reload
  systemctl reset-failed greengrocer.service 2>/dev/null || true
  if ! systemctl start greengrocer.service; then
    systemctl stop greengrocer.service 2>/dev/null || true
    return 1
  fi
}

# last_words: what the server wrote last.
last_words() {
  journalctl -u greengrocer.service -n 15 --no-pager -o cat 2>/dev/null | sed 's/^/  | /' >&2 || true
}

# next_steps: what a person does now.
next_steps() {
  cat <<END

Greengrocer answers on http://$(setting SERVER_ADDRESS 127.0.0.1):$(setting SERVER_PORT 8080) of this machine${1:+, and on https://$1}.

  the first administrator   sudo -u greengrocer greengrocer db reset-password --user admin
                            prints a password for one sign-in as 'admin'
  is all well?              sudo -u greengrocer greengrocer doctor
  its log                   journalctl -u greengrocer
  settings                  $settings; then: systemctl restart greengrocer
  a backup now              systemctl start greengrocer-backup (each night by itself)
END
}
