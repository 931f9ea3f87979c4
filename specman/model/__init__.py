"""The values specman works on: frozen, without I/O, standard library only."""
