#!/bin/sh
# Makes the certificates and keys the tests use, valid for a hundred years, in the folder of this script.
# They protect nothing; they are here so that the tests need no openssl.
set -eu
cd "$(dirname "$0")"
days=36500

authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days $days -subj "/CN=$2" -keyout "$1.key" -out "$1.crt" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}

signed() { # name, subject, extensions
  openssl req -newkey rsa:2048 -nodes -subj "$2" -keyout "$1.key" -out "$1.csr"
  printf '%s\n' "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA authority.crt -CAkey authority.key -days $days -set_serial "$4" \
    -extfile "$1.ext" -out "$1.crt"
  rm "$1.csr" "$1.ext"
}

authority authority 'Test authority'
authority stranger 'Another authority'
signed server '/CN=localhost' 'subjectAltName=DNS:localhost,IP:127.0.0.1' 1
signed client '/CN=certified' 'extendedKeyUsage=clientAuth' 2

openssl rsa -in client.key -traditional -out client-pkcs1.key
openssl rsa -in client.key -traditional -aes256 -passout pass:key-secret -out client-pkcs1-aes256.key
openssl rsa -in client.key -traditional -des3 -passout pass:key-secret -out client-pkcs1-des3.key
openssl pkcs8 -topk8 -in client.key -passout pass:key-secret -out client-encrypted.key

openssl ecparam -name prime256v1 -genkey -noout -out client-ec.key
openssl req -new -key client-ec.key -subj '/CN=certified' -out client-ec.csr
openssl x509 -req -in client-ec.csr -CA authority.crt -CAkey authority.key -days $days -set_serial 3 -out client-ec.crt
openssl ec -in client-ec.key -aes128 -passout pass:key-secret -out client-ec-aes128.key
rm client-ec.csr authority.key stranger.key
