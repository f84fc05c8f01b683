"""Mixed writes over HTTP while every process of a portal is killed at random: nothing acknowledged may be lost or doubled."""
