"""What a message means: sentence vectors, topics and honest doubt. Pure; knows nothing of Rasa."""
